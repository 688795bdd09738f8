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

    /** A part that has not come whole counts for none. */
    private long lastPart = Long.MAX_VALUE;

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
     * How much the last part had.
     *
     * @return in bytes; very many if there is none, or the last one broke off
     */
    public long lastPart() {
        lock.lock();
        try {
            return lastPart;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Adds a part at the end.
     *
     * @param in the bytes; stays open
     * @param limit how many there may be
     * @throws IOException if they cannot be read; those before stay
     * @throws RefusedException if there are more, or the whole becomes too large
     */
    public void append(InputStream in, long limit) throws IOException {
        lock.lock();
        try {
            lastPart = Long.MAX_VALUE;
            lastPart = content.append(in, limit);
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
