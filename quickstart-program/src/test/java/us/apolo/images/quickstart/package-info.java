@NullMarked
package us.apolo.images.quickstart;

import org.jspecify.annotations.NullMarked;
