package us.apolo.images.oci;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.LocalStoreException;
import us.apolo.images.port.engine.Cancellation;

/** What can be done with the files in a folder, and the errors when it cannot. A file is there whole or not at all. */
abstract class FolderFiles {
    /** The folder in which lies what is not finished. */
    static final String OWN = ".apolo-images";

    /** How files begin that are not finished. */
    static final String NEW = "new";

    private final Path root;

    FolderFiles(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    /** Something to be done with files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /**
     * Does something with files.
     *
     * @param what what is done, as in "could not lock"
     * @throws LocalStoreException if the system does not let it be done
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted
     */
    final <T> T files(String what, Work<T> work) {
        try {
            return work.run();
        } catch (ClosedByInterruptException | InterruptedIOException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted("The work in " + this, e);
        } catch (IOException e) {
            throw failed(what, e);
        }
    }

    /** The error of something that the system does not let be done. */
    final LocalStoreException failed(String what, IOException e) {
        return new LocalStoreException("Could not " + what + " in " + this + ": " + reason(e), root.toString(), e);
    }

    /** The error of a folder that is not as it should be; the words go on after the folder's name. */
    final LocalStoreException broken(String words, @Nullable Throwable cause) {
        return new LocalStoreException(
                Character.toUpperCase(toString().charAt(0)) + toString().substring(1) + " " + words,
                root.toString(),
                cause);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "it may not be accessed: " + denied.getFile();
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        if (e.getMessage() == null) {
            return e.getClass().getSimpleName();
        }
        return e.getClass() == IOException.class
                ? e.getMessage()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    final void replace(Path target, byte[] bytes) throws IOException {
        var temporary = Files.createTempFile(Files.createDirectories(root.resolve(OWN)), NEW, null);
        try {
            // Temporary files are their owner's alone; those of a layout are as its folder has them.
            Files.delete(temporary);
            writeNew(temporary, bytes);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        syncFolder(Objects.requireNonNull(target.getParent()));
    }

    private static void writeNew(Path file, byte[] bytes) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Has the names in a folder reach the disk, where the system knows that. */
    static void syncFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows")) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    final byte[] readLimited(Path file, int limit) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw broken("is broken: " + file + " has more than " + limit + " bytes", null);
            }
            return bytes;
        }
    }

    final Path root() {
        return root;
    }

    /** The folder for people, as it stands inside a sentence. */
    @Override
    public final String toString() {
        return "the folder " + root;
    }
}
