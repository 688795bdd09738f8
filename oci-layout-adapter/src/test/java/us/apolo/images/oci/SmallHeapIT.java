package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Digest;

/** Archives that are larger than the heap of 64 MiB by far, or would be in memory. */
class SmallHeapIT {
    private static final int PIECE = 1024 * 1024;

    @TempDir
    Path folder = Path.of("");

    private Path archive = Path.of("");

    @BeforeEach
    void name() {
        archive = folder.resolve("archive.tar.gz");
    }

    /** Writes an archive that is small as it is compressed. */
    private TarArchiveOutputStream tar() throws IOException {
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive), PIECE);
        var tar = new TarArchiveOutputStream(new GZIPOutputStream(file, PIECE), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        return tar;
    }

    private static void file(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** A file of zeros. */
    private static Digest zeros(TarArchiveOutputStream tar, String name, int pieces) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize((long) pieces * PIECE);
        tar.putArchiveEntry(entry);
        var hash = Hash.by(Hash.SHA256);
        var piece = new byte[PIECE];
        for (var i = 0; i < pieces; i++) {
            tar.write(piece);
            hash.write(piece, 0, PIECE);
        }
        tar.closeArchiveEntry();
        return hash.digest();
    }

    private String run() throws IOException, InterruptedException {
        var output = folder.resolve("output");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        folder.resolve("layout").toString(),
                        archive.toString(),
                        folder.resolve("saved.tar").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    @Test
    void twoGibibytesComeAndGo() throws IOException, InterruptedException {
        try (var tar = tar()) {
            var one = zeros(tar, "one/layer.tar", 1024);
            var two = zeros(tar, "two/layer.tar", 1025);
            var config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"diff_ids\":[\"%s\",\"%s\"]}}"
                    .formatted(one, two);
            file(tar, "config.json", config.getBytes(StandardCharsets.UTF_8));
            file(
                    tar,
                    "manifest.json",
                    "[{\"Config\":\"config.json\",\"RepoTags\":[\"app:v1\"],\"Layers\":[\"one/layer.tar\",\"two/layer.tar\"]}]"
                            .getBytes(StandardCharsets.UTF_8));
        }

        assertThat(run()).isEqualTo("loaded [app:v1]\nsaved\n");
        assertThat(Files.size(folder.resolve("saved.tar"))).isLessThan(20L * PIECE);
    }

    @Test
    void aHundredThousandEntries() throws IOException, InterruptedException {
        try (var tar = tar()) {
            for (var i = 0; i < 100_000; i++) {
                file(tar, "entry" + "x".repeat(80) + i, new byte[0]);
            }
        }
        assertThat(run()).contains("refused: ", "more than 50000 entries");
    }

    @Test
    void aListOfAMillionImages() throws IOException, InterruptedException {
        try (var tar = tar()) {
            file(tar, "manifest.json", ("[" + "{},".repeat(1_000_000) + "{}]").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(run()).contains("refused: ");
    }

    @Test
    void aDocumentThatIsLargerThanTheHeap() throws IOException, InterruptedException {
        try (var tar = tar()) {
            var unused = zeros(tar, "manifest.json", 128);
        }
        assertThat(run()).contains("refused: ", "more than 4194304 bytes");
    }

    @Test
    void headersThatAreLargerThanTheHeap() throws IOException, InterruptedException {
        for (var kind : new byte[] {
            TarConstants.LF_GNUTYPE_LONGNAME, TarConstants.LF_GNUTYPE_LONGLINK, TarConstants.LF_PAX_EXTENDED_HEADER_LC
        }) {
            try (var tar = tar()) {
                var header = new TarArchiveEntry("header", kind);
                header.setSize(128L * PIECE);
                tar.putArchiveEntry(header);
                var piece = "x".repeat(PIECE).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy("134217728 comment=".getBytes(StandardCharsets.US_ASCII), 0, piece, 0, 18);
                for (var i = 0; i < 128; i++) {
                    tar.write(piece);
                }
                tar.closeArchiveEntry();
            }
            assertThat(run()).contains("refused: ", "header is too large");
        }
    }
}
