/** What is measured, each a program of its own: the harness starts it and tells it what to do. */
@NullMarked
package us.apolo.images.benchmarks.program;

import org.jspecify.annotations.NullMarked;
