package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;

/** Archives that are damaged or mean harm: a typed error, and nothing is written that stays, neither inside nor outside. */
class HostileArchiveTest extends HostileArchiveCase {
    @ParameterizedTest
    @ValueSource(strings = {"../outside", "a/../../outside", "a/../b", "..", "/etc/outside", "a/.."})
    void namesThatLeadOutOrUpwards(String name) {
        assertRefused(good().file(name, "x")).hasMessageContaining("leads out of it");
        assertRefused(good().folder(name)).hasMessageContaining("leads out of it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../outside", "/etc/passwd", "a/../../../outside", "../.."})
    void linksThatLeadOut(String target) {
        assertRefused(good().link("a/link", target)).hasMessageContaining("leads out of it");
        assertRefused(good().hardLink("a/link", target)).hasMessageContaining("leads out of it");
    }

    @Test
    void linksInALoop() {
        assertRefused(new TarBytes()
                        .link("0/layer.tar", "../1/layer.tar")
                        .link("1/layer.tar", "../0/layer.tar")
                        .file(image.configName(), image.config())
                        .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                .hasMessageContaining("links that lead nowhere");
    }

    @Test
    void linksToNothingAndToFolders() {
        for (var target : List.of("../nothing", "../folder")) {
            assertRefused(new TarBytes()
                            .folder("folder")
                            .link("0/layer.tar", target)
                            .file(image.configName(), image.config())
                            .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                    .hasMessageContaining("lacks 0/layer.tar");
        }
    }

    @Test
    void linksWithoutEnd() {
        var tar = good();
        for (var i = 0; i < 3_000; i++) {
            tar.link("link" + i, "x".repeat(1_000));
        }
        assertRefused(tar).hasMessageContaining("too many links");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO, 'M', 'Q'})
    void devicesAndOtherThings(byte kind) {
        assertRefused(good().other("thing", kind, "")).hasMessageContaining("neither a file");
    }

    @Test
    void filesWithHoles() {
        var entry = new TarArchiveEntry("sparse", TarConstants.LF_GNUTYPE_SPARSE, true);
        assertRefused(good().put(entry, new byte[0]));
    }

    @Test
    void aHundredThousandEntries() {
        var tar = good();
        for (var i = 0; i < 100_000; i++) {
            tar.file("entry" + i, "");
        }
        assertRefused(tar).hasMessageContaining("more than 50000 entries");
    }

    @Test
    void theSameEntryTwice() {
        assertRefused(good().file("manifest.json", "[]")).hasMessageContaining("manifest.json twice");
        assertRefused(good().file(image.configName(), image.config())).hasMessageContaining("twice");
        assertRefused(good().file("./layer0//layer.tar", "other")).hasMessageContaining("twice");
    }

    @Test
    void anArchiveThatIsCutShortAnywhere() {
        var bytes = good().bytes();
        var end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        for (var length = 0; length < end - 600; length += 307) {
            assertRefused(Arrays.copyOf(bytes, length));
            if (length > 0) {
                assertRefused(TarBytes.gzip(Arrays.copyOf(bytes, length)));
            }
        }
    }

    @Test
    void aCompressedArchiveThatIsCutShortAnywhere() {
        var bytes = TarBytes.gzip(good().bytes());
        // What comes after the tar's end does not count.
        for (var length = 2; length < bytes.length * 3 / 4; length += 23) {
            assertRefused(Arrays.copyOf(bytes, length));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000000",
                "00000000001",
                "00000000777",
                "00000010000",
                "00017777777",
                "77777777777",
                "-0000000001",
                "89999999999",
                "           "
            })
    void sizesThatLie(String size) {
        var bytes = good().bytes();
        for (var name : List.of("layer0/layer.tar", image.configName(), "manifest.json")) {
            assertRefused(TarBytes.withSize(bytes, name, size.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    @Test
    void sizesThatLieBeyondAllMeasure() {
        var bytes = good().bytes();
        var sizes = List.of(
                new byte[] {-128, 0, 0, 0, 127, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {-128, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1},
                new byte[] {-128, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0});
        for (var size : sizes) {
            for (var name : List.of("layer0/layer.tar", image.configName(), "manifest.json")) {
                assertRefused(TarBytes.withSize(bytes, name, size));
            }
        }
    }

    static Stream<byte[]> noArchives() {
        return Stream.of(
                new byte[0],
                new byte[1],
                new byte[10_240],
                "hello".getBytes(StandardCharsets.UTF_8),
                "x".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                new byte[] {0x1f, (byte) 0x8b},
                new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3},
                new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0});
    }

    @ParameterizedTest
    @MethodSource("noArchives")
    void whatIsNoArchiveAtAll(byte[] bytes) {
        assertRefused(bytes);
    }

    @Test
    void otherCompressions() {
        assertRefused(new byte[] {'B', 'Z', 'h', '9', 0, 0}).hasMessageContaining("otherwise than by gzip");
        assertRefused(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0}).hasMessageContaining("unpack it first");
        assertRefused(new TarBytes()
                        .file("0/layer.tar", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0})
                        .file(image.configName(), image.config())
                        .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                .hasMessageContaining("otherwise than by gzip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "null",
                "[]",
                "[1]",
                "[{}]",
                "[null]",
                "[{\"Config\":1}]",
                "[{\"Config\":\"../../etc/passwd\",\"Layers\":[]}]",
                "[{\"Config\":\"/etc/passwd\",\"Layers\":[]}]",
                "[{\"Config\":\"missing.json\",\"Layers\":[]}]",
                "[{\"Config\":\"manifest.json\",\"Layers\":\"manifest.json\"}]",
                "[{\"Config\":\"manifest.json\",\"Layers\":[1]}]",
                "[{\"Config\":\"manifest.json\",\"Layers\":[\"manifest.json\"]}]",
                "[{\"Config\":\"manifest.json\",\"Layers\":[],\"RepoTags\":[\"UPPER:v1\"]}]",
                "[{\"Config\":\"manifest.json\",\"Layers\":[],\"RepoTags\":[\"app\"]}]",
                "[{\"Config\":\"manifest.json\",\"Layers\":[],\"RepoTags\":[\"../app:v1\"]}]"
            })
    void listsThatAreBroken(String list) {
        assertRefused(listing(list));
    }

    @Test
    void layersThatAreMissingAndUnsafe() {
        for (var layer : List.of("missing/layer.tar", "../../../etc/passwd", "/etc/passwd", "layer0", "..")) {
            assertRefused(listing("[" + image.listed(List.of(layer), "app:v1") + "]"));
        }
    }

    @Test
    void layersThatAreNotThoseOfTheConfiguration() {
        var other = DockerImage.of("other");
        assertRefused(new TarBytes()
                        .file("0/layer.tar", other.layers().get(0))
                        .file(image.configName(), image.config())
                        .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                .hasMessageContaining(Digest.sha256(image.layers().get(0)).toString());
        assertRefused(listing("[" + image.listed(List.of(), "app:v1") + "]")).hasMessageContaining("0 layers");
        assertRefused(listing("[" + image.listed(List.of("0/layer.tar", "0/layer.tar"), "app:v1") + "]"))
                .hasMessageContaining("2 layers");
    }

    @Test
    void aConfigurationThatIsNotWhatItIsCalled() {
        assertRefused(new TarBytes()
                        .file("0/layer.tar", image.layers().get(0))
                        .file(image.configName(), image.config().replace("/app", "/bad"))
                        .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                .hasMessageContaining("for the configuration");
    }

    @Test
    void aLayerWhoseCompressionIsBroken() {
        var compressed = TarBytes.gzip(image.layers().get(0));
        for (var broken : List.of(
                Arrays.copyOf(compressed, compressed.length / 2),
                Arrays.copyOf(compressed, compressed.length - 5),
                Arrays.copyOf(compressed, 2))) {
            assertRefused(new TarBytes()
                            .file("0/layer.tar", broken)
                            .file(image.configName(), image.config())
                            .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                    .hasMessageContaining("a layer that is damaged or cut short");
        }
    }

    @Test
    void twoImagesUnderOneName() {
        var other = DockerImage.of("other");
        var tar = other.addTo(image.addTo(new TarBytes(), "one"), "two")
                .file(
                        "manifest.json",
                        "[" + image.listed("one", "app:v1") + "," + other.listed("two", "docker.io/library/app:v1")
                                + "]");
        assertRefused(tar).hasMessageContaining("two images called");
    }

    @Test
    void documentsThatAreTooLarge() {
        assertRefused(listing(" ".repeat(5_000_000))).hasMessageContaining("more than 4194304 bytes");
        assertRefused(listing("[" + "{},".repeat(1_000_000) + "{}]"));
        assertRefused(listing("[".repeat(1_000_000)));
        assertRefused(listing("[{\"Config\":\"" + "x".repeat(3_000_000) + "\"}]"));
        assertRefused(listing("[{\"Config\":" + "1".repeat(1_000_000) + "}]"));
    }

    @Test
    void hugeHeaders() {
        var entry = new TarArchiveEntry("file", true);
        entry.addPaxHeader("comment", "x".repeat(2_000_000));
        assertRefused(good().put(entry, new byte[0])).hasMessageContaining("header is too large");
        var name = new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, true);
        name.setSize(2_000_000);
        assertRefused(good().put(name, new byte[2_000_000])).hasMessageContaining("header is too large");
    }

    @Test
    void aLayerThatUnpacksToVeryMuch() {
        var bomb = TarBytes.gzip(new byte[100_000_000]);
        assertThat(bomb).hasSizeLessThan(200_000);
        assertRefused(new TarBytes()
                        .file("0/layer.tar", bomb)
                        .file(image.configName(), image.config())
                        .file("manifest.json", "[" + image.listed("", "app:v1") + "]"))
                .hasMessageContaining(Digest.sha256(image.layers().get(0)).toString());
    }
}
