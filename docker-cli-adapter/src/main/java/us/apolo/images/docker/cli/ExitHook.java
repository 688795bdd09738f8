package us.apolo.images.docker.cli;

/** Something to be tidied up if the program ends before its turn has come. */
final class ExitHook implements AutoCloseable {
    private final Thread thread;

    private ExitHook(Thread thread) {
        this.thread = thread;
    }

    /**
     * Has something done when the program ends.
     *
     * @throws IllegalStateException if it is just ending
     */
    static ExitHook add(Runnable work) {
        var thread = new Thread(work, "docker-cli-exit");
        Runtime.getRuntime().addShutdownHook(thread);
        return new ExitHook(thread);
    }

    /** It is no longer needed. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException e) {
            // The program is ending, so it runs anyway, and finds nothing to do.
            return;
        }
    }
}
