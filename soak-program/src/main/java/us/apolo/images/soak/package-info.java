/** The library under load: thousands of operations on many threads, with faults on the way to the registry, in a small heap. */
@NullMarked
package us.apolo.images.soak;

import org.jspecify.annotations.NullMarked;
