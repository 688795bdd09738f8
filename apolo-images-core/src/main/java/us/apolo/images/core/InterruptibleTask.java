package us.apolo.images.core;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Work for a thread of a pool that can be stopped, without an interrupt ever reaching the pool's next work. */
final class InterruptibleTask implements Runnable {
    private final Runnable work;
    private final Runnable atEnd;

    /** No monitor: an interrupt is held back by it, and what an interrupt sets off may be an adapter's. */
    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable Thread thread;
    private volatile boolean stopped;

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

    private boolean begin() {
        lock.lock();
        try {
            if (!stopped) {
                thread = Thread.currentThread();
            }
            return !stopped;
        } finally {
            lock.unlock();
        }
    }

    /** No more interrupts after this; one that came too late is taken back. */
    private void end() {
        lock.lock();
        try {
            thread = null;
            var unused = Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Interrupts the work, or keeps it from beginning. Work that stops itself is not interrupted. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isStopped() {
        return stopped;
    }
}
