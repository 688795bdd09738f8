/** The library as bundles, in OSGi frameworks. */
@NullMarked
package us.apolo.images.osgi;

import org.jspecify.annotations.NullMarked;
