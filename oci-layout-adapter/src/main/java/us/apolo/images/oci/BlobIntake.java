package us.apolo.images.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;

/** Takes blobs that have a digest out of an archive: each whole and verified, or not at all. */
final class BlobIntake {
    private static final int PIECE = 64 * 1024;

    private final ArchiveFile archive;
    private final LayoutImages images;

    BlobIntake(ArchiveFile archive, LayoutImages images) {
        this.archive = archive;
        this.images = images;
    }

    /** Takes a blob, unless it is there. */
    void take(Descriptor blob, ArchiveEntry entry, InputStream content) {
        if (entry.size() != blob.size()) {
            throw archive.refuse(
                    "has " + entry.size() + " bytes for " + blob.digest() + ", and its manifest says " + blob.size(),
                    null);
        }
        images.locks().fetching(blob.digest(), () -> {
            if (!images.has(blob)) {
                write(blob.digest(), content);
            }
            return blob;
        });
    }

    private void write(Digest digest, InputStream content) {
        var folder = images.folder();
        var file = folder.files("make its own folder", () -> folder.incoming(digest));
        var arrived = false;
        try {
            folder.files("write " + digest, () -> {
                var actual = copy(content, file, digest.algorithm());
                if (!actual.equals(digest)) {
                    throw archive.refuse("has " + actual + " for " + digest, null);
                }
                folder.arrived(file, digest);
                return file;
            });
            arrived = true;
        } finally {
            if (!arrived) {
                folder.files("delete " + file, () -> Files.deleteIfExists(file));
            }
        }
    }

    private static Digest copy(InputStream content, Path file, String algorithm) throws IOException {
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            var hash = Hash.by(algorithm);
            copy(content, Channels.newOutputStream(channel), hash);
            channel.force(true);
            return hash.digest();
        }
    }

    private static void copy(InputStream in, OutputStream out, Hash hash) throws IOException {
        var piece = new byte[PIECE];
        for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
            out.write(piece, 0, read);
            hash.write(piece, 0, read);
        }
    }
}
