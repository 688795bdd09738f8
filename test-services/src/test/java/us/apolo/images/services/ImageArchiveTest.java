package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageArchiveTest {
    @TempDir
    Path folder;

    @Test
    void itHoldsLayersConfigurationAndManifest() throws IOException {
        unpack(new ImageArchive("my-app:v1", List.of(10L, 512L), 1));

        assertThat(files()).hasSize(4).contains("0/layer.tar", "1/layer.tar", "manifest.json");
        assertThat(Files.readString(folder.resolve("manifest.json")))
                .contains("\"RepoTags\":[\"my-app:v1\"]", "\"Layers\":[\"0/layer.tar\",\"1/layer.tar\"]");
    }

    @Test
    void layersHaveTheGivenSizes() throws IOException {
        unpack(new ImageArchive("my-app:v1", List.of(0L, 1000L), 1));

        assertThat(listing("0")).contains(" 0 1970").contains("layer-0.bin");
        assertThat(listing("1")).contains(" 1000 1970").contains("layer-1.bin");
    }

    @Test
    void theConfigurationNamesTheLayersByTheirDigests() throws Exception {
        var archive = new ImageArchive("my-app:v1", List.of(10L, 70_000L), 1);
        unpack(archive);

        var config = folder.resolve(archive.configDigest().substring("sha256:".length()) + ".json");
        assertThat(archive.configDigest()).isEqualTo("sha256:" + sha256(config));
        assertThat(Files.readString(config))
                .contains("\"diff_ids\":[\"sha256:%s\",\"sha256:%s\"]"
                        .formatted(sha256(folder.resolve("0/layer.tar")), sha256(folder.resolve("1/layer.tar"))));
    }

    @Test
    void theSeedDecidesTheBytes() throws IOException {
        assertThat(bytes(1)).isEqualTo(bytes(1)).isNotEqualTo(bytes(2));
    }

    @Test
    void theBytesDoNotCompress() throws IOException {
        var bytes = bytes(1);
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(bytes);
        deflater.finish();

        assertThat(deflater.deflate(new byte[2 * bytes.length])).isGreaterThan(100_000);
        deflater.end();
    }

    @Test
    void aFileThatNoTarCanHoldIsRefused() {
        var tar = new TarWriter(OutputStream.nullOutputStream());

        assertThatThrownBy(() -> tar.entry("big", 1L << 33, content -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTarIsAsLongAsSaid() throws IOException {
        for (var size : List.of(0, 1, 511, 512, 513)) {
            var stream = new ByteArrayOutputStream();
            var tar = new TarWriter(stream);
            tar.entry("file", size, content -> content.write(new byte[size]));
            tar.finish();

            assertThat(stream.size()).isEqualTo(TarWriter.sizeOf(size));
        }
    }

    private static byte[] bytes(long seed) throws IOException {
        var stream = new ByteArrayOutputStream();
        new ImageArchive("my-app:v1", List.of(100_000L), seed).writeTo(stream);
        return stream.toByteArray();
    }

    private void unpack(ImageArchive archive) {
        Command.of("tar", "-x", "-C", folder.toString()).input(archive::writeTo).run();
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .toList();
        }
    }

    private String listing(String layer) {
        return Command.of(
                        "tar",
                        "--utc",
                        "-tvf",
                        folder.resolve(layer).resolve("layer.tar").toString())
                .run()
                .output();
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
