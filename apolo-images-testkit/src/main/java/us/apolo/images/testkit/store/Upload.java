package us.apolo.images.testkit.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/** A blob on its way in. Thread-safe: a part waits for the one before it. */
public final class Upload {
    private final String id = UUID.randomUUID().toString();
    private final Blob.Builder content;

    /** No monitor: what is added may be long in coming. */
    private final ReentrantLock lock = new ReentrantLock();

    Upload(long limit) {
        content = new Blob.Builder(limit);
    }

    /**
     * What the upload is known by.
     *
     * @return a UUID
     */
    public String id() {
        return id;
    }

    /**
     * How much there is.
     *
     * @return in bytes
     */
    public long size() {
        lock.lock();
        try {
            return content.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds bytes at the end.
     *
     * @param in the bytes; stays open
     * @throws IOException if they cannot be read; those before stay
     * @throws RefusedException if it becomes too large
     */
    public void append(InputStream in) throws IOException {
        lock.lock();
        try {
            content.append(in);
        } finally {
            lock.unlock();
        }
    }

    Blob content() {
        lock.lock();
        try {
            return content.build();
        } finally {
            lock.unlock();
        }
    }
}
