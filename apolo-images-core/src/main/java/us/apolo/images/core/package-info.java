/**
 * Where a program starts: {@link us.apolo.images.core.ApoloImages} puts {@link us.apolo.images.Images} together from a
 * configuration, credentials and adapters.
 */
@NullMarked
package us.apolo.images.core;

import org.jspecify.annotations.NullMarked;
