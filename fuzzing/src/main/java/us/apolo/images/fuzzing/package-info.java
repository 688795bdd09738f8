/** What fuzz targets share: they are tests that every build runs briefly, and that {@code ./fuzz} runs at length. */
@NullMarked
package us.apolo.images.fuzzing;

import org.jspecify.annotations.NullMarked;
