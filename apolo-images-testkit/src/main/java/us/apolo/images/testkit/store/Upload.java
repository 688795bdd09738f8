package us.apolo.images.testkit.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;

/** A blob on its way in. Thread-safe: a part waits for the one before it. */
public final class Upload {
    private final String id = UUID.randomUUID().toString();
    private final Blob.Builder content;

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
    public synchronized long size() {
        return content.size();
    }

    /**
     * Adds bytes at the end.
     *
     * @param in the bytes; stays open
     * @throws IOException if they cannot be read; those before stay
     * @throws RefusedException if it becomes too large
     */
    public synchronized void append(InputStream in) throws IOException {
        content.append(in);
    }

    synchronized Blob content() {
        return content.build();
    }
}
