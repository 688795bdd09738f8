package us.apolo.images.benchmarks;

import java.io.IOException;

/** Something that is measured. */
public interface Work {
    /**
     * What {@code --only} and the file of its data call it.
     *
     * @return a word
     */
    String name();

    /**
     * Measures it.
     *
     * @param bench what there is to measure with
     * @return what the page tells of it
     * @throws IOException if a file cannot be written
     */
    Section measure(Bench bench) throws IOException;
}
