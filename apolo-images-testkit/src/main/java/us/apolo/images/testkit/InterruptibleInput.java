package us.apolo.images.testkit;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/** Ends when its thread is interrupted, as what comes over a connection would. */
final class InterruptibleInput extends FilterInputStream {
    InterruptibleInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        requireNotInterrupted();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        requireNotInterrupted();
        return super.read(buffer, offset, length);
    }

    private static void requireNotInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("Interrupted while a blob was read");
        }
    }
}
