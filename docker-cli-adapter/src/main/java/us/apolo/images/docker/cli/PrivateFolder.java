package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A temporary folder that nobody but its owner can look into, from its first moment on.
 *
 * <p><strong>It must be closed</strong>: that deletes it. Should the program end before, it is deleted then.
 */
final class PrivateFolder implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PrivateFolder.class.getName());

    private final Path path;
    private final ExitHook hook;

    private PrivateFolder(Path path) {
        this.path = path;
        this.hook = ExitHook.add(() -> delete(path));
    }

    /**
     * Makes an empty one among the system's temporary files.
     *
     * @throws IllegalStateException if the program is just ending, so that nobody could delete it again
     */
    static PrivateFolder create() throws IOException {
        var parent = Path.of(System.getProperty("java.io.tmpdir"));
        var path = Files.createTempDirectory(parent, "apolo-images-", mode(parent, "rwx------"));
        try {
            return new PrivateFolder(path);
        } catch (IllegalStateException e) {
            delete(path);
            throw e;
        }
    }

    /** On other systems a folder for temporary files is the user's own. */
    private static FileAttribute<?>[] mode(Path place, String permissions) {
        return place.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    Path path() {
        return path;
    }

    /** Writes a file that only its owner can read, in no moment anybody else. */
    Path write(String name, String content) throws IOException {
        var file = path.resolve(name);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, mode(path, "rw-------"))) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        return file;
    }

    /** Makes a folder or file from elsewhere appear in this one, by a link, or as a copy where there are no links. */
    void show(Path target, Path name) throws IOException {
        var link = path.resolve(name);
        Files.createDirectories(Objects.requireNonNull(link.getParent()));
        try {
            Files.createSymbolicLink(link, target.toAbsolutePath());
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.log(System.Logger.Level.DEBUG, "There are no links here", e);
            copy(target, link);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        walk(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Follows no link. */
    private static void walk(Path folder, FileVisitor<Path> visitor) throws IOException {
        Files.walkFileTree(folder, visitor);
    }

    @Override
    public void close() {
        delete(path);
        hook.close();
    }

    private static void delete(Path folder) {
        try {
            walk(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.deleteIfExists(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (NoSuchFileException e) {
            // Deleted already: by the end of the program, or by somebody who tidies up.
            return;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "The folder " + folder + " could not be deleted", e);
        }
    }
}
