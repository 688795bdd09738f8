/** The works: each sets its services up, has every peer do the same, and tells what came of it. */
@NullMarked
package us.apolo.images.benchmarks.work;

import org.jspecify.annotations.NullMarked;
