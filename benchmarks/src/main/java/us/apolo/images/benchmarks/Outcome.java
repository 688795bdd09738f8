package us.apolo.images.benchmarks;

/**
 * What one run of a work took and found.
 *
 * @param seconds how long it took
 * @param found what was found, by which all who do the same work are compared
 */
public record Outcome(double seconds, String found) {}
