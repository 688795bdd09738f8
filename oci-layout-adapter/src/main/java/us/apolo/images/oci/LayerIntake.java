package us.apolo.images.oci;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import us.apolo.images.Digest;
import us.apolo.images.port.Descriptor;

/**
 * Takes layers that have no digest yet out of an archive: compresses those that are not, and hashes them both ways. They
 * lie in files of their own until they are known to be right; to close it deletes those that are not.
 */
final class LayerIntake implements AutoCloseable {
    private static final int PIECE = 64 * 1024;
    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";

    private final ArchiveFile archive;
    private final LayoutFolder folder;
    private final Map<Path, Layer> layers = new LinkedHashMap<>();

    LayerIntake(ArchiveFile archive, LayoutFolder folder) {
        this.archive = archive;
        this.folder = folder;
    }

    /**
     * A layer that has come.
     *
     * @param blob what it is as it lies in the folder, compressed
     * @param diffId the digest of what it unpacks to
     */
    record Layer(Descriptor blob, Digest diffId) {}

    /** Takes one layer. */
    Layer take(String name, InputStream content) {
        var file = folder.files("make a file", folder::temporary);
        try {
            return folder.files("write the layer " + Printable.of(name), () -> {
                try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    var layer = write(name, content, Channels.newOutputStream(channel));
                    channel.force(true);
                    layers.put(file, layer);
                    return layer;
                }
            });
        } finally {
            if (!layers.containsKey(file)) {
                delete(file);
            }
        }
    }

    private Layer write(String name, InputStream content, OutputStream file) throws IOException {
        var compressed = Hash.by(Hash.SHA256);
        var unpacked = Hash.by(Hash.SHA256);
        var out = new MeasuredOutput(file, compressed);
        var in = new BufferedInputStream(content, PIECE);
        switch (Compression.of(in)) {
            case NONE -> compress(in, unpacked, out);
            case GZIP -> copy(name, in, unpacked, out);
            default ->
                throw archive.refuse(
                        "has a layer that is compressed otherwise than by gzip: " + Printable.of(name), null);
        }
        return new Layer(new Descriptor(LAYER, compressed.digest(), out.count(), null, Map.of()), unpacked.digest());
    }

    private static void compress(InputStream in, Hash unpacked, OutputStream out) throws IOException {
        try (var gzip = new GZIPOutputStream(out, PIECE)) {
            var piece = new byte[PIECE];
            for (var read = in.read(piece); read >= 0; read = in.read(piece)) {
                unpacked.write(piece, 0, read);
                gzip.write(piece, 0, read);
            }
        }
    }

    /** Takes a compressed layer as it is, and unpacks it to nowhere on its way. */
    private void copy(String name, InputStream in, Hash unpacked, OutputStream out) throws IOException {
        var copied = new CopiedInput(in, out);
        try (var gzip = new GZIPInputStream(copied, PIECE)) {
            gzip.transferTo(unpacked);
            copied.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException | ZipException e) {
            throw archive.refuse("has a layer that is damaged or cut short: " + Printable.of(name), e);
        }
    }

    /** Writes down what is read. */
    private static final class CopiedInput extends FilterInputStream {
        private final OutputStream copy;

        CopiedInput(InputStream in, OutputStream copy) {
            super(in);
            this.copy = copy;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            if (read > 0) {
                copy.write(buffer, offset, read);
            }
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            return read(new byte[(int) Math.min(count, PIECE)]);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    /** Has all layers that have come be blobs. */
    void arrive() {
        layers.forEach((file, layer) -> folder.files("write " + layer.blob().digest(), () -> {
            folder.arrived(file, layer.blob().digest());
            return file;
        }));
        layers.clear();
    }

    @Override
    public void close() {
        layers.keySet().forEach(this::delete);
    }

    private void delete(Path file) {
        folder.files("delete " + file, () -> Files.deleteIfExists(file));
    }
}
