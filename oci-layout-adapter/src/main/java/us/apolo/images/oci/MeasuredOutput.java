package us.apolo.images.oci;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Hashes and counts what is written to another stream, which stays open when this one is closed. */
final class MeasuredOutput extends FilterOutputStream {
    private final Hash hash;
    private long count;

    MeasuredOutput(OutputStream out, Hash hash) {
        super(out);
        this.hash = hash;
    }

    @Override
    public void write(int one) throws IOException {
        out.write(one);
        hash.write(one);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        hash.write(bytes, offset, length);
        count += length;
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    /** How many bytes have gone through. */
    long count() {
        return count;
    }
}
