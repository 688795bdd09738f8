@NullMarked
package us.apolo.images.testkit.junit;

import org.jspecify.annotations.NullMarked;
