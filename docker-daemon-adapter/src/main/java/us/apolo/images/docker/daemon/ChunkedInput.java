package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks (RFC 9112, section 7.1). Gives what there is, without waiting for a chunk to be full. */
final class ChunkedInput extends InputStream {
    private static final int MAX_LINE = 4096;

    private final InputStream source;
    private MeasuredInput chunk;
    private boolean begun;
    private boolean ended;

    ChunkedInput(InputStream source) {
        this.source = source;
        this.chunk = new MeasuredInput(source, 0);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (chunk.left() == 0 && !ended) {
            nextChunk();
        }
        return chunk.read(target, offset, length);
    }

    private void nextChunk() throws IOException {
        if (begun) {
            endOfChunk();
        }
        begun = true;
        chunk = new MeasuredInput(source, size());
        if (chunk.left() == 0) {
            ended = true;
            skipTrailers();
        }
    }

    private void endOfChunk() throws IOException {
        if (!EngineResponse.line(source, MAX_LINE).isEmpty()) {
            throw new IOException("the engine's answer has a chunk of another length than it says");
        }
    }

    private long size() throws IOException {
        var line = EngineResponse.line(source, MAX_LINE);
        var extension = line.indexOf(';');
        var digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (!digits.matches("[0-9A-Fa-f]{1,15}")) {
            throw new IOException("the engine's answer has a chunk without a length");
        }
        return Long.parseLong(digits, 16);
    }

    private void skipTrailers() throws IOException {
        String line;
        do {
            line = EngineResponse.line(source, MAX_LINE);
        } while (!line.isEmpty());
    }
}
