/** The main job, shown: an image is made, pushed, looked at, pulled and deleted through the library. */
@NullMarked
package us.apolo.images.quickstart;

import org.jspecify.annotations.NullMarked;
