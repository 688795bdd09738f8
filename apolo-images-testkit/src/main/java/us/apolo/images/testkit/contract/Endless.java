package us.apolo.images.testkit.contract;

import java.io.InputStream;

/** Zeros without an end. */
final class Endless extends InputStream {
    @Override
    public int read() {
        return 0;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        return length;
    }
}
