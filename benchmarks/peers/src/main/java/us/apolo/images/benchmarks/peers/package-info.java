/** What else a Java program would take to do the library's work, each as a program that the harness tells what to do. */
@NullMarked
package us.apolo.images.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
