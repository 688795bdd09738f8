package us.apolo.images.benchmarks.work;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes an OCI image layout with one image of random layers, which nobody can make smaller on the way. */
final class RandomLayout {
    private static final int CHUNK = 1 << 20;

    private final Path folder;

    private RandomLayout(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes it.
     *
     * @param folder where to
     * @param tag the image's name in the layout
     * @param layers how many layers
     * @param bytesEach the size of each
     */
    static void write(Path folder, String tag, int layers, long bytesEach) throws IOException {
        new RandomLayout(folder).write(tag, layers, bytesEach);
    }

    private record Blob(String digest, long size) {
        String descriptor(String mediaType) {
            return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d}".formatted(mediaType, digest, size);
        }
    }

    private void write(String tag, int count, long bytesEach) throws IOException {
        Files.createDirectories(folder.resolve("blobs/sha256"));
        var layers = new ArrayList<Blob>();
        for (var number = 0; number < count; number++) {
            layers.add(layer(number, bytesEach));
        }
        var config = text(config(layers));
        var manifest = text("""
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":%s,"layers":[%s]}""".formatted(
                        config.descriptor("application/vnd.oci.image.config.v1+json"),
                        join(layers, layer -> layer.descriptor("application/vnd.oci.image.layer.v1.tar+gzip"))));
        var descriptor = manifest.descriptor("application/vnd.oci.image.manifest.v1+json");
        var named = descriptor.substring(0, descriptor.length() - 1)
                + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"" + tag + "\"}}";
        Files.writeString(folder.resolve("index.json"), "{\"schemaVersion\":2,\"manifests\":[" + named + "]}");
        Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    }

    /** The layers are called compressed, so that a client that compresses leaves them alone; nobody unpacks them. */
    private static String config(List<Blob> layers) {
        return "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
                .formatted(join(layers, layer -> "\"sha256:" + layer.digest() + "\""));
    }

    private static String join(List<Blob> blobs, Function<Blob, String> text) {
        return blobs.stream().map(text).collect(Collectors.joining(","));
    }

    private Blob layer(int number, long size) throws IOException {
        return blob(stream -> {
            var random = new SplittableRandom(number);
            var chunk = new byte[CHUNK];
            for (var left = size; left > 0; left -= CHUNK) {
                random.nextBytes(chunk);
                stream.write(chunk, 0, (int) Math.min(CHUNK, left));
            }
        });
    }

    private Blob text(String text) throws IOException {
        return blob(stream -> stream.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What writes a blob. */
    private interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    private Blob blob(Content content) throws IOException {
        var hash = sha256();
        var unfinished = folder.resolve("unfinished");
        try (var stream = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)), hash)) {
            content.writeTo(stream);
        }
        var digest = HexFormat.of().formatHex(hash.digest());
        var file = Files.move(unfinished, folder.resolve("blobs/sha256").resolve(digest));
        return new Blob(digest, Files.size(file));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
