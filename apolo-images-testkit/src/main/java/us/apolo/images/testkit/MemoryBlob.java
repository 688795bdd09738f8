package us.apolo.images.testkit;

import java.io.InputStream;
import java.util.OptionalLong;
import us.apolo.images.port.BlobContent;

/** A blob that comes from memory, and needs no connection. */
record MemoryBlob(long offset, OptionalLong length, InputStream stream) implements BlobContent {
    @Override
    public void close() {
        // There is nothing to free.
    }
}
