/** Measures the library beside what a user would take instead, and writes a page of it. */
@NullMarked
package us.apolo.images.benchmarks;

import org.jspecify.annotations.NullMarked;
