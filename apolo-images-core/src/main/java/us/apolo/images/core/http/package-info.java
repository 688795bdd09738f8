/** What everything that speaks HTTP and JSON to registries and their token servers shares. */
@NullMarked
package us.apolo.images.core.http;

import org.jspecify.annotations.NullMarked;
