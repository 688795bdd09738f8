/** Tests of the harness itself. */
@NullMarked
package us.apolo.images.benchmarks;

import org.jspecify.annotations.NullMarked;
