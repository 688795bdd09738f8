package us.apolo.images.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;

/** Takes the images of an archive into the folder: the blobs first, then all names at once. */
final class ArchiveLoad {
    private static final int PIECE = 256 * 1024;

    private final LayoutImages images;

    ArchiveLoad(LayoutImages images) {
        this.images = images;
    }

    /**
     * Takes an archive out of a stream. It is put aside as it comes, compressed or not: what is to be taken from it is
     * known only at its end, as a rule.
     */
    List<LoadedImage> from(InputStream archive) {
        var folder = images.folder();
        folder.exists();
        var file = folder.files("make a file", folder::temporary);
        try {
            var aside = new ArchiveFile(file, "the archive");
            putAside(archive, aside);
            return from(aside);
        } finally {
            folder.files("delete " + file, () -> Files.deleteIfExists(file));
        }
    }

    private void putAside(InputStream in, ArchiveFile archive) {
        images.folder().files("put the archive aside", () -> {
            try (var stream = new ForeignStream();
                    var channel =
                            FileChannel.open(archive.path(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                var out = Channels.newOutputStream(channel);
                var piece = new byte[PIECE];
                Callable<Integer> reading = () -> in.read(piece);
                for (var read = read(stream, reading, archive); read >= 0; read = read(stream, reading, archive)) {
                    out.write(piece, 0, read);
                }
                return archive;
            }
        });
    }

    private static int read(ForeignStream stream, Callable<Integer> reading, ArchiveFile archive) {
        try {
            return stream.use(reading);
        } catch (IOException e) {
            throw archive.unreadable(e);
        }
    }

    List<LoadedImage> from(Path archive) {
        return from(ArchiveFile.of(archive));
    }

    private List<LoadedImage> from(ArchiveFile archive) {
        images.folder().exists();
        var survey = ArchiveSurvey.of(archive);
        images.create();
        try (var use = images.locks().use()) {
            var found = take(archive, survey, use);
            images.add(found);
            return found.stream()
                    .map(image -> new LoadedImage(image.id(), image.names()))
                    .toList();
        }
    }

    private List<ArchivedImage> take(ArchiveFile archive, ArchiveSurvey survey, BlobUse use) {
        var index = survey.document(Layout.INDEX);
        if (index.isPresent() && survey.document(Layout.MARKER).isPresent()) {
            return new OciArchive(archive, images).take(index.get(), use);
        }
        var manifest = survey.document(ArchiveSurvey.DOCKER_MANIFEST)
                .orElseThrow(() -> archive.refuse(
                        "has no images: there is neither " + Layout.MARKER + " with " + Layout.INDEX + " in it nor "
                                + ArchiveSurvey.DOCKER_MANIFEST,
                        null));
        return new DockerArchive(archive, survey, images).take(manifest, use);
    }
}
