package us.apolo.images.benchmarks;

import java.util.List;

/**
 * One way to do a work: this library with some of its adapters, or what a user would take instead.
 *
 * <p><strong>It must be closed</strong>: some are programs that run until then.
 */
public interface Peer extends AutoCloseable {
    /**
     * What the page calls it.
     *
     * @return its name
     */
    String name();

    /**
     * Does the work once.
     *
     * @param words what to do, and with what
     * @return how long it took, and what was found
     */
    Outcome run(List<String> words);

    /** The process that does the work, while it runs; zero where each run has a process of its own. */
    default long pid() {
        return 0;
    }

    @Override
    void close();
}
