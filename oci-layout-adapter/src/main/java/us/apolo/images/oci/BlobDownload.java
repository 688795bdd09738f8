package us.apolo.images.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Transfer;

/**
 * Fetches one blob into the folder. What has come stays when the connection breaks, whether in this process or in one that
 * was killed, and the next download goes on from there.
 */
final class BlobDownload {
    private static final int PIECE = 128 * 1024;
    private static final int MAX_RESUMPTIONS = 3;

    /**
     * How much comes before the disk has to have it. At the end of a blob all of it must be there, and a disk that has
     * had nothing to do until then is waited for.
     */
    private static final long UNFORCED = 32L << 20;

    private final Transfer transfer;
    private final Descriptor blob;
    private final LayoutFolder folder;
    private final TransferFailures failures;
    private final LongConsumer progress;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE);

    /** Whether what is in the file has been hashed by the registry port on its way; else that is still to be done. */
    private boolean verified;

    /** What has been written since the disk had everything. */
    private long unforced;

    /**
     * Makes a download.
     *
     * @param progress hears how many bytes are there, and once how many were there at the beginning
     */
    BlobDownload(
            Transfer transfer, Descriptor blob, LayoutFolder folder, TransferFailures failures, LongConsumer progress) {
        this.transfer = transfer;
        this.blob = blob;
        this.folder = folder;
        this.failures = failures;
        this.progress = progress;
    }

    /** Fetches the blob; nobody else does so meanwhile. */
    void run() {
        var file = folder.files("make its own folder", () -> folder.incoming(blob.digest()));
        try (var out = open(file)) {
            var resumed = position(out) > 0;
            try {
                fetch(out);
            } catch (CorruptException e) {
                if (!resumed) {
                    throw refuse(file, e);
                }
                // What an earlier download has left may be to blame.
                truncate(out);
                fetchAgain(out, file);
            }
            arrive(out, file);
        } catch (IOException e) {
            throw folder.failed("write " + blob.digest(), e);
        }
    }

    private void fetchAgain(FileChannel out, Path file) {
        try {
            fetch(out);
        } catch (CorruptException e) {
            throw refuse(file, e);
        }
    }

    private FileChannel open(Path file) {
        return folder.files(
                "write " + file,
                () -> FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private long position(FileChannel out) {
        return folder.files("write " + blob.digest(), () -> {
            var size = out.size();
            if (size > blob.size()) {
                out.truncate(0);
                size = 0;
            }
            out.position(size);
            return size;
        });
    }

    private void truncate(FileChannel out) {
        folder.files("write " + blob.digest(), () -> {
            out.truncate(0);
            return out;
        });
    }

    /** What came is not what was asked for. */
    private static final class CorruptException extends Exception {
        private static final long serialVersionUID = 1L;

        CorruptException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    private RuntimeException refuse(Path file, CorruptException e) {
        folder.files("delete " + file, () -> Files.deleteIfExists(file));
        return failures.failed(e.getMessage() == null ? "" : e.getMessage(), e);
    }

    private void fetch(FileChannel out) throws CorruptException {
        for (var resumptions = 0; ; resumptions++) {
            var before = position(out);
            if (before == blob.size() && before > 0) {
                break;
            }
            try {
                fetchRest(out, before);
                break;
            } catch (IOException e) {
                // In reading from the registry: what fails on the disk is an error already.
                var moved = position(out) > before;
                if (!moved
                        || resumptions == MAX_RESUMPTIONS
                        || Thread.currentThread().isInterrupted()) {
                    throw failures.broken(e);
                }
            }
        }
        if (!verified) {
            verify(out);
        }
    }

    private void fetchRest(FileChannel out, long offset) throws CorruptException, IOException {
        try (var content = transfer.registry().readBlob(transfer.repository(), blob.digest(), offset)) {
            requireLength(content);
            if (content.offset() != offset) {
                truncate(out);
            }
            verified = content.offset() == 0;
            copy(content, out);
        }
    }

    private void requireLength(BlobContent content) throws CorruptException {
        var length = content.length();
        if (length.isPresent() && length.getAsLong() != blob.size() - content.offset()) {
            throw new CorruptException(
                    "the registry has " + (length.getAsLong() + content.offset()) + " bytes for " + blob.digest()
                            + ", and the manifest says " + blob.size(),
                    null);
        }
    }

    private void copy(BlobContent content, FileChannel out) throws CorruptException, IOException {
        var count = content.offset();
        progress.accept(count);
        piece.clear();
        try {
            for (var read = read(content.stream(), count); read >= 0; read = read(content.stream(), count)) {
                count += read;
                requireNotMore(count);
                progress.accept(count);
                piece.position(piece.position() + read);
                if (piece.remaining() < PIECE / 2) {
                    write(out);
                }
            }
        } catch (IOException e) {
            // The next download goes on behind what has come.
            write(out);
            throw e;
        }
        write(out);
        if (count < blob.size()) {
            throw new IOException("the registry sent " + count + " of " + blob.size() + " bytes");
        }
    }

    private void requireNotMore(long count) throws CorruptException {
        if (count > blob.size()) {
            throw new CorruptException(
                    "the registry sends more for " + blob.digest() + " than the " + blob.size()
                            + " bytes that the manifest says",
                    null);
        }
    }

    /** What comes at once is small with some transports and large with others: there is always room for half a piece. */
    private int read(InputStream in, long count) throws IOException {
        try {
            return in.read(piece.array(), piece.position(), piece.remaining());
        } catch (IOException e) {
            if (count == blob.size() && !Thread.currentThread().isInterrupted()) {
                // All is there. Whether it is right will be seen when it is hashed.
                verified = false;
                return -1;
            }
            throw e;
        }
    }

    private void write(FileChannel out) {
        piece.flip();
        unforced += piece.remaining();
        folder.files("write " + blob.digest(), () -> {
            while (piece.hasRemaining()) {
                out.write(piece);
            }
            if (unforced >= UNFORCED) {
                out.force(false);
                unforced = 0;
            }
            return out;
        });
        piece.clear();
    }

    /** Hashes the whole file: its beginning came at another time. */
    private void verify(FileChannel out) throws CorruptException {
        var actual = folder.files("read " + blob.digest(), () -> hash(out));
        if (!actual.equals(blob.digest())) {
            throw new CorruptException("what came for " + blob.digest() + " is " + actual, null);
        }
    }

    private Digest hash(FileChannel file) throws IOException {
        var hash = Hash.by(blob.digest().algorithm());
        file.position(0);
        piece.clear();
        while (file.read(piece) >= 0) {
            hash.write(piece.array(), 0, piece.position());
            piece.clear();
        }
        return hash.digest();
    }

    private void arrive(FileChannel out, Path file) {
        folder.files("write " + blob.digest(), () -> {
            out.force(true);
            folder.arrived(file, blob.digest());
            return file;
        });
    }
}
