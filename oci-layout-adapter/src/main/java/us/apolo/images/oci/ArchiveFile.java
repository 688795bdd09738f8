package us.apolo.images.oci;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import us.apolo.images.LocalStoreException;
import us.apolo.images.port.engine.Cancellation;

/**
 * An archive of images, as a file that can be read several times.
 *
 * @param path the file
 * @param title what it is called in messages, as it stands inside a sentence
 */
record ArchiveFile(Path path, String title) {
    private static final int PIECE = 64 * 1024;

    static ArchiveFile of(Path path) {
        return new ArchiveFile(path, "the archive " + path);
    }

    /** Opens the archive from its beginning, and unpacks it if it is compressed as a whole. */
    InputStream open() {
        try {
            return unpacked(new BufferedInputStream(Files.newInputStream(path), PIECE));
        } catch (ClosedByInterruptException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new LocalStoreException("Could not read " + title + ": " + e, path.toString(), e);
        }
    }

    private InputStream unpacked(BufferedInputStream in) throws IOException {
        try {
            return switch (Compression.of(in)) {
                case NONE -> in;
                case GZIP -> new BufferedInputStream(new GZIPInputStream(in, PIECE), PIECE);
                default -> throw refuse("is compressed otherwise than by gzip; unpack it first", null);
            };
        } catch (EOFException e) {
            in.close();
            throw unreadable(e);
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The error of an archive that is not as it should be; the words go on after its name. */
    InvalidArchiveException refuse(String words, @Nullable Throwable cause) {
        return new InvalidArchiveException(
                Character.toUpperCase(title.charAt(0)) + title.substring(1) + " " + words, cause);
    }

    /** The error of an archive that could not be read to its end. */
    RuntimeException unreadable(Exception e) {
        if (e instanceof ClosedByInterruptException || e instanceof InterruptedIOException) {
            Thread.currentThread().interrupt();
            return Cancellation.interrupted("The reading of " + title, e);
        }
        var why = e.getMessage() == null ? e.getClass().getSimpleName() : Printable.of(e.getMessage());
        return refuse("is damaged, cut short or no tar archive: " + why, e);
    }
}
