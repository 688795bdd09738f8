package us.apolo.images.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;

/**
 * The files of a layout: where each lies, and how it comes to be there, whole or not at all. What is not finished lies in
 * a folder of its own inside the layout, on the same disk, where other tools do not look.
 */
final class LayoutFolder extends FolderFiles {
    /** An index of this size has some ten thousand names. More would not fit into a small heap. */
    private static final int MAX_INDEX = 8 * 1024 * 1024;

    private static final Duration A_WHILE = Duration.ofHours(1);

    private final LayoutMarker marker = new LayoutMarker(this);

    LayoutFolder(Path root) {
        super(root);
    }

    /**
     * Whether there is a layout.
     *
     * @return false if the folder is not there or empty, or its making was cut short
     * @throws us.apolo.images.LocalStoreException if there is something else
     */
    boolean exists() {
        return marker.exists();
    }

    /** Makes the layout if it is not there, while nobody else does so. The file that makes it one comes last. */
    void create() {
        if (exists()) {
            return;
        }
        files("make an OCI image layout", () -> {
            Files.createDirectories(root().resolve(Layout.BLOBS).resolve("sha256"));
            if (!Files.exists(root().resolve(Layout.INDEX))) {
                replace(root().resolve(Layout.INDEX), LayoutIndex.empty().bytes());
            }
            replace(root().resolve(Layout.MARKER), LayoutMarker.content());
            return root();
        });
    }

    /** The file for locks; its folder is there. */
    Path lockFile() {
        return files(
                "make its own folder",
                () -> Files.createDirectories(root().resolve(OWN)).resolve("lock"));
    }

    /** Whether there is a layout in which nothing can be changed. */
    boolean isReadOnly() {
        return Files.exists(root()) && !Files.isWritable(root());
    }

    LayoutIndex index() {
        if (!exists()) {
            return LayoutIndex.empty();
        }
        var file = root().resolve(Layout.INDEX);
        var bytes = files("read " + Layout.INDEX, () -> readLimited(file, MAX_INDEX));
        try {
            return LayoutIndex.parse(bytes);
        } catch (MalformedDocumentException e) {
            throw broken("is broken: its " + Layout.INDEX + " " + e.getMessage(), e);
        }
    }

    void writeIndex(LayoutIndex index) {
        var bytes = index.bytes();
        if (bytes.length > MAX_INDEX) {
            throw broken(
                    "has too many names: its " + Layout.INDEX + " would have more than " + MAX_INDEX + " bytes", null);
        }
        files("write " + Layout.INDEX, () -> {
            syncFolder(root().resolve(Layout.BLOBS).resolve("sha256"));
            replace(root().resolve(Layout.INDEX), bytes);
            return index;
        });
    }

    /** Where a blob lies or would lie. */
    Path blob(Digest digest) {
        return root().resolve(Layout.BLOBS).resolve(digest.algorithm()).resolve(digest.encoded());
    }

    /**
     * How large a blob is.
     *
     * @return its size in bytes; -1 if it is not there
     */
    long size(Digest digest) {
        return files("look for " + digest, () -> {
            try {
                return Files.size(blob(digest));
            } catch (NoSuchFileException e) {
                return -1L;
            }
        });
    }

    InputStream open(Digest digest) throws IOException {
        return Files.newInputStream(blob(digest));
    }

    /**
     * Reads a small blob.
     *
     * @param limit how many bytes it has at the most
     * @return empty if it is not there or larger
     */
    Optional<byte[]> read(Digest digest, int limit) {
        return files("read " + digest, () -> {
            try (var in = open(digest)) {
                var bytes = in.readNBytes(limit + 1);
                return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    /** Has a small blob there whole, unless it is there. */
    void write(Digest digest, byte[] bytes) {
        if (size(digest) != bytes.length) {
            files("write " + digest, () -> {
                var target = blob(digest);
                Files.createDirectories(target.getParent());
                replace(target, bytes);
                return target;
            });
        }
    }

    /** Where a blob lies that is not yet there as a whole; its folder is there. */
    Path incoming(Digest digest) throws IOException {
        var folder = Files.createDirectories(root().resolve(OWN).resolve("incoming"));
        return folder.resolve(digest.algorithm() + "-" + digest.encoded());
    }

    /** Where something lies that has no digest yet; there is no such file yet, and its folder is there. */
    Path temporary() throws IOException {
        return Files.createDirectories(root().resolve(OWN)).resolve(NEW + UUID.randomUUID());
    }

    /** Has what has come be the blob. */
    void arrived(Path incoming, Digest digest) throws IOException {
        var target = blob(digest);
        Files.createDirectories(target.getParent());
        Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a blob if it is there; gives the number of bytes. */
    long delete(Digest digest) throws IOException {
        return delete(blob(digest));
    }

    /** Deletes what has come of a blob in part. */
    long deleteIncoming(Digest digest) throws IOException {
        return delete(incoming(digest));
    }

    private static long delete(Path file) throws IOException {
        try {
            var size = Files.size(file);
            return Files.deleteIfExists(file) ? size : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Deletes files that nobody has finished: their process has died in the moment between writing and renaming. */
    void deleteOldTemporaries() throws IOException {
        var old = Instant.now().minus(A_WHILE);
        for (var name : names(root().resolve(OWN))) {
            if (name.startsWith(NEW)) {
                deleteIfBefore(old, root().resolve(OWN).resolve(name));
            }
        }
    }

    private static void deleteIfBefore(Instant time, Path file) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(time)) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // Somebody has finished it since the names were read.
            return;
        }
    }

    /** All blobs that lie here, whatever they are for. */
    List<Digest> blobs() throws IOException {
        var blobs = new ArrayList<Digest>();
        for (var algorithm : Layout.ALGORITHMS) {
            names(root().resolve(Layout.BLOBS).resolve(algorithm)).forEach(name -> addDigest(blobs, algorithm, name));
        }
        return blobs;
    }

    /** All blobs that have come in part. */
    List<Digest> incoming() throws IOException {
        var blobs = new ArrayList<Digest>();
        for (var name : names(root().resolve(OWN).resolve("incoming"))) {
            var dash = name.indexOf('-');
            addDigest(blobs, name.substring(0, Math.max(0, dash)), name.substring(dash + 1));
        }
        return blobs;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Files that are called otherwise are somebody else's. */
    private static void addDigest(List<Digest> digests, String algorithm, String encoded) {
        try {
            digests.add(new Digest(algorithm, encoded));
        } catch (InvalidNameException e) {
            return;
        }
    }
}
