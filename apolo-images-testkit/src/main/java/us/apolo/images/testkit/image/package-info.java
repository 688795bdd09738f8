/** How images are made without an engine: tars, gzip, configurations, manifests. */
@NullMarked
package us.apolo.images.testkit.image;

import org.jspecify.annotations.NullMarked;
