@NullMarked
package us.apolo.images.testkit;

import org.jspecify.annotations.NullMarked;
