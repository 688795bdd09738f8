package us.apolo.images.core;

import org.jspecify.annotations.Nullable;

/** Work for a thread of a pool that can be stopped, without an interrupt ever reaching the pool's next work. */
final class InterruptibleTask implements Runnable {
    private final Runnable work;
    private final Runnable atEnd;
    private @Nullable Thread thread;
    private boolean stopped;

    /**
     * Makes a task.
     *
     * @param work what to do, unless the task is stopped before
     * @param atEnd what to do in any case, when interrupts have come to an end
     */
    InterruptibleTask(Runnable work, Runnable atEnd) {
        this.work = work;
        this.atEnd = atEnd;
    }

    @Override
    public void run() {
        try {
            if (begin()) {
                work.run();
            }
        } finally {
            end();
            atEnd.run();
        }
    }

    private synchronized boolean begin() {
        if (!stopped) {
            thread = Thread.currentThread();
        }
        return !stopped;
    }

    /** No more interrupts after this; one that came too late is taken back. */
    private synchronized void end() {
        thread = null;
        var unused = Thread.interrupted();
    }

    /** Interrupts the work, or keeps it from beginning. Work that stops itself is not interrupted. */
    synchronized void stop() {
        stopped = true;
        if (thread != null && thread != Thread.currentThread()) {
            thread.interrupt();
        }
    }

    synchronized boolean isStopped() {
        return stopped;
    }
}
