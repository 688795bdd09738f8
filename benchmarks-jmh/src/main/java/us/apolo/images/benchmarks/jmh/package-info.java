/** What the library costs inside of a Java virtual machine: times beside others, memory, threads. */
@NullMarked
package us.apolo.images.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
