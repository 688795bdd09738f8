@NullMarked
package us.apolo.images.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
