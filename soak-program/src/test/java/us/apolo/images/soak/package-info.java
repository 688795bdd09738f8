@NullMarked
package us.apolo.images.soak;

import org.jspecify.annotations.NullMarked;
