/** Suites that every implementation of a port passes. To have one run, extend it and say what is to be tested. */
@NullMarked
package us.apolo.images.testkit.contract;

import org.jspecify.annotations.NullMarked;
