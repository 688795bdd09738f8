/** What is published, as users get it: the POMs, the public API, and all files of a release. */
@NullMarked
package us.apolo.images.release;

import org.jspecify.annotations.NullMarked;
