package us.apolo.images.services;

import java.io.BufferedReader;
import java.io.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A folder that only its owner can read, and that goes away with all that is in it or mounted below it. */
public final class TemporaryFolder implements AutoCloseable {
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path path;

    private TemporaryFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes a folder.
     *
     * @param name a part of its name
     * @return the folder, which the caller closes
     */
    public static TemporaryFolder create(String name) {
        return create(Path.of(System.getProperty("java.io.tmpdir")), name);
    }

    /**
     * Makes a folder whose content is in memory, where the system has such folders, so that no disk is waited for.
     *
     * @param name a part of its name
     * @return the folder, which the caller closes
     */
    public static TemporaryFolder inMemory(String name) {
        return Files.isWritable(MEMORY) ? create(MEMORY, name) : create(name);
    }

    private static TemporaryFolder create(Path parent, String name) {
        try {
            // Short, since the path of a socket below it has to fit into 108 bytes.
            return new TemporaryFolder(
                    Files.createTempDirectory(parent, "apolo-" + name + "-").toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder could be made", e);
        }
    }

    /**
     * Has the folder go away also if the program ends before it is closed: by Ctrl-C, SIGTERM, or an exit.
     *
     * @return this
     */
    public TemporaryFolder evenAtShutdown() {
        ShutdownCleanup.add(this);
        return this;
    }

    /**
     * Where it is.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    Path write(String name, String content) {
        try {
            return Files.writeString(path.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + path.resolve(name), e);
        }
    }

    /**
     * Unmounts what is mounted below, then deletes everything, even if this thread is interrupted: that is when folders
     * are closed. To close twice does nothing.
     */
    @Override
    public void close() {
        ShutdownCleanup.remove(this);
        var interrupted = Thread.interrupted();
        try {
            delete();
        } catch (RuntimeException e) {
            if (!Thread.interrupted()) {
                throw e;
            }
            interrupted = true;
            delete();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void delete() {
        try {
            unmountAll();
            if (Files.exists(path)) {
                Files.walkFileTree(path, new Deletion());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not delete " + path, e);
        }
    }

    private void unmountAll() throws IOException {
        if (!Files.exists(MOUNTS)) {
            return;
        }
        // Not through a channel, which an interrupt would close.
        try (var file = new BufferedReader(new FileReader(MOUNTS.toFile(), StandardCharsets.UTF_8))) {
            var mounts = file.lines()
                    .map(TemporaryFolder::mountPoint)
                    .filter(mount -> mount.startsWith(path))
                    .collect(Collectors.toList());
            // The last one mounted lies on top.
            Collections.reverse(mounts);
            // Lazily, since a process that was killed may hold on to a mount for a moment more.
            mounts.forEach(
                    mount -> Command.of("umount", "--lazy", mount.toString()).run());
        }
    }

    private static Path mountPoint(String line) {
        return Path.of(line.split(" ", 3)[1].replace("\\040", " "));
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
