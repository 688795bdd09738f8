/** The library against a real registry and a real engine. */
@NullMarked
package us.apolo.images.it;

import org.jspecify.annotations.NullMarked;
