/** A bundle as a user would write it, which does the main job when it is asked to. */
@NullMarked
package us.apolo.images.osgi.probe;

import org.jspecify.annotations.NullMarked;
