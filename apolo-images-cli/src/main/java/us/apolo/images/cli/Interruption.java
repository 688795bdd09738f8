package us.apolo.images.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C and SIGTERM: the thread that works is interrupted, and gets the time to clean up before the program ends. */
final class Interruption {
    private static final int SECONDS_TO_CLEAN_UP = 30;

    private final Thread worker;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean hasCome;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Interrupts the calling thread when the program is to end. */
    static Interruption listen() {
        var interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(interruption::endWork, "apolo-images interruption"));
        return interruption;
    }

    private void endWork() {
        if (finished.getCount() == 0) {
            return;
        }
        hasCome = true;
        worker.interrupt();
        try {
            if (!finished.await(SECONDS_TO_CLEAN_UP, TimeUnit.SECONDS)) {
                System.err.println("apolo-images: could not clean up in " + SECONDS_TO_CLEAN_UP + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the program was told to end. */
    boolean hasCome() {
        return hasCome;
    }

    /** The work is over and everything is cleaned up. */
    void finished() {
        finished.countDown();
    }
}
