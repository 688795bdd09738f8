package us.apolo.images.oci;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.LocalStoreException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

/**
 * Writes images into an archive: an image layout as a tar, with Docker's own {@code manifest.json} in it. What tells what is
 * in it comes first, so that a reader knows what to do with the rest as it comes.
 */
final class ArchiveSave {
    private final LayoutImages images;
    private final LayoutFolder folder;

    ArchiveSave(LayoutImages images) {
        this.images = images;
        this.folder = images.folder();
    }

    /** Writes a file, which appears as a whole or not at all. */
    Path to(Path archive, Collection<LocalImage> names) {
        var target = archive.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new LocalStoreException(
                    "Could not write the archive " + target + ": there is something else than a file",
                    target.toString(),
                    null);
        }
        var temporary = target.resolveSibling("." + UUID.randomUUID() + ".tmp");
        try (var use = images.locks().use()) {
            var found = found(names, use);
            folder.files("write the archive " + target + " from what is", () -> {
                try (var channel =
                        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    write(found, Channels.newOutputStream(channel));
                    channel.force(true);
                }
                return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            });
        } finally {
            folder.files("delete " + temporary, () -> Files.deleteIfExists(temporary));
        }
        return target;
    }

    /** Writes to a stream, which stays open. */
    OutputStream to(OutputStream archive, Collection<LocalImage> names) {
        try (var use = images.locks().use()) {
            var found = found(names, use);
            return folder.files("write an archive from what is", () -> {
                try (var stream = new ForeignStream()) {
                    write(found, new OutputOnThread(archive, stream));
                    return archive;
                }
            });
        }
    }

    private static final class OutputOnThread extends OutputStream {
        private final OutputStream out;
        private final ForeignStream stream;

        OutputOnThread(OutputStream out, ForeignStream stream) {
            this.out = out;
            this.stream = stream;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            stream.use(() -> {
                out.write(bytes, offset, length);
                return length;
            });
        }

        @Override
        public void flush() throws IOException {
            stream.use(() -> {
                out.flush();
                return out;
            });
        }
    }

    private List<ArchivedImage> found(Collection<LocalImage> names, BlobUse use) {
        var found = new LinkedHashMap<Digest, ArchivedImage>();
        for (var name : names) {
            var image = new ArchivedImage(images.parts(name, use), List.of(name));
            found.merge(image.id(), image, ArchivedImage::and);
        }
        found.values().forEach(image -> image.parts().blobs().forEach(this::requireThere));
        return List.copyOf(found.values());
    }

    private void requireThere(Descriptor blob) {
        if (!images.has(blob)) {
            throw folder.broken(
                    "lacks " + blob.digest() + ", or has it with another size than the " + blob.size()
                            + " bytes that the manifest says; pull the image again",
                    null);
        }
    }

    private void write(List<ArchivedImage> found, OutputStream out) throws IOException {
        var tar = new ArchiveWriter(out);
        tar.file(Layout.MARKER, LayoutMarker.content());
        tar.file(Layout.INDEX, index(found));
        var docker = new DockerManifests(folder).of(found);
        if (!docker.isEmpty()) {
            tar.file(ArchiveSurvey.DOCKER_MANIFEST, DockerManifest.write(docker));
        }
        tar.folder(Layout.BLOBS);
        for (var algorithm : algorithms(found)) {
            tar.folder(Layout.BLOBS + "/" + algorithm);
        }
        writeManifests(found, tar);
        writeBlobs(found, tar);
        tar.finish();
    }

    private static byte[] index(List<ArchivedImage> found) {
        var index = LayoutIndex.empty();
        for (var image : found) {
            for (var name : image.names()) {
                index = index.withName(IndexEntry.of(image.parts().descriptor()), name);
                var twin = OciTwin.of(image.parts());
                index = twin.isPresent() ? index.withTwin(name, twin.get().root()) : index;
            }
        }
        return index.bytes();
    }

    private static Set<String> algorithms(List<ArchivedImage> found) {
        var algorithms = new TreeSet<>(Set.of(Hash.SHA256));
        found.forEach(image -> image.parts().digests().forEach(digest -> algorithms.add(digest.algorithm())));
        return algorithms;
    }

    private static void writeManifests(List<ArchivedImage> found, ArchiveWriter tar) throws IOException {
        var written = new HashSet<Digest>();
        for (var image : found) {
            var twins = OciTwin.of(image.parts()).map(OciTwin::manifests).orElse(List.of());
            var own = image.parts().manifests().stream().map(Manifest::content);
            for (var content : Stream.concat(own, twins.stream()).toList()) {
                if (written.add(content.digest())) {
                    tar.file(OciArchive.name(content.digest()), content.bytes());
                }
            }
        }
    }

    private void writeBlobs(List<ArchivedImage> found, ArchiveWriter tar) throws IOException {
        var written = new HashSet<Digest>();
        for (var image : found) {
            for (var blob : image.parts().blobs()) {
                if (written.add(blob.digest())) {
                    write(blob, tar);
                }
            }
        }
    }

    private void write(Descriptor blob, ArchiveWriter tar) throws IOException {
        var hash = Hash.by(blob.digest().algorithm());
        try (var content = folder.open(blob.digest())) {
            tar.file(OciArchive.name(blob.digest()), blob.size(), content, hash);
        }
        var actual = hash.digest();
        if (!actual.equals(blob.digest())) {
            throw folder.broken("is broken: what lies there as " + blob.digest() + " is " + actual, null);
        }
    }
}
