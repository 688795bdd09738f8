package us.apolo.images.services;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** An image as {@code docker load} takes it: a tar of the layers, the configuration, and a list of them. */
final class ImageArchive {
    private static final int CHUNK = 64 * 1024;

    private final String name;
    private final List<Long> sizes;
    private final long seed;
    private final byte[] config;
    private final String configDigest;

    ImageArchive(String name, List<Long> sizes, long seed) {
        this.name = name;
        this.sizes = sizes;
        this.seed = seed;
        config = config().getBytes(StandardCharsets.UTF_8);
        configDigest = sha256(stream -> stream.write(config));
    }

    String configDigest() {
        return "sha256:" + configDigest;
    }

    void writeTo(OutputStream stream) throws IOException {
        var tar = new TarWriter(stream);
        var layers = new ArrayList<String>();
        for (var index = 0; index < sizes.size(); index++) {
            var layer = index;
            layers.add("\"%d/layer.tar\"".formatted(layer));
            tar.entry(layer + "/layer.tar", TarWriter.sizeOf(sizes.get(layer)), content -> writeLayer(layer, content));
        }
        tar.entry(configDigest + ".json", config.length, content -> content.write(config));
        var manifest =
                """
                [{"Config":"%s.json","RepoTags":["%s"],"Layers":[%s]}]
                """.formatted(configDigest, name, String.join(",", layers)).getBytes(StandardCharsets.UTF_8);
        tar.entry("manifest.json", manifest.length, content -> content.write(manifest));
        tar.finish();
    }

    private void writeLayer(int index, OutputStream stream) throws IOException {
        var tar = new TarWriter(stream);
        var size = sizes.get(index);
        tar.entry("layer-%d.bin".formatted(index), size, content -> writeRandom(index, size, content));
        tar.finish();
    }

    private void writeRandom(int index, long size, OutputStream stream) throws IOException {
        var random = new SplittableRandom(31 * seed + index);
        var chunk = new byte[CHUNK];
        for (var left = size; left > 0; left -= CHUNK) {
            random.nextBytes(chunk);
            stream.write(chunk, 0, (int) Math.min(CHUNK, left));
        }
    }

    private String config() {
        var layers = new ArrayList<String>();
        for (var index = 0; index < sizes.size(); index++) {
            var layer = index;
            layers.add("\"sha256:" + sha256(stream -> writeLayer(layer, stream)) + '"');
        }
        var history = layers.stream()
                .map(layer -> "{\"created\":\"2020-01-01T00:00:00Z\",\"created_by\":\"random bytes\"}")
                .collect(Collectors.joining(","));
        return """
                {"architecture":"%s","os":"linux","created":"2020-01-01T00:00:00Z","config":{"Cmd":["/none"]},\
                "rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}
                """.formatted(architecture(), String.join(",", layers), history);
    }

    private static String architecture() {
        var name = System.getProperty("os.arch");
        return switch (name) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            default -> name;
        };
    }

    private static String sha256(TarWriter.Content content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            content.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing is written to", e);
        }
    }
}
