package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpRequest;

/** What a registry does not take at once. */
class BlobPartsTest extends UploadTest {
    private static final int KIB = 1024;
    private static final byte[] LARGE = bytes(1_100 * KIB);
    private static final Digest LARGE_DIGEST = Digest.sha256(LARGE);

    private static byte[] bytes(int length) {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private void writeLarge() {
        registry().writeBlob(REPOSITORY, LARGE_DIGEST, HttpBody.of(LARGE));
    }

    /** A registry behind a proxy with a limit; each answer of the registry names the upload by another address. */
    private final class Limited implements ScriptedTransport.Script {
        private final int limit;
        private final long minPart;
        private int taken;

        Limited(int limit, long minPart) {
            this.limit = limit;
            this.minPart = minPart;
        }

        @Override
        public Answer answer(HttpRequest request) {
            var last = transport.requests().size() - 1;
            if (transport.sent(last).length > limit) {
                return Answer.status(413).body("<html>Request Entity Too Large</html>");
            }
            if (request.method().equals("POST")) {
                taken = 0;
            }
            taken += transport.sent(last).length;
            return switch (request.method()) {
                case "PUT" -> Answer.status(201);
                case "GET" -> told(204);
                case "DELETE" -> Answer.status(204);
                default -> told(202);
            };
        }

        private Answer told(int status) {
            return Answer.status(status)
                    .with("Location", "/upload?s=" + transport.requests().size())
                    .with("Range", "0-" + Math.max(0, taken - 1))
                    .with("OCI-Chunk-Min-Length", Long.toString(minPart));
        }
    }

    /** The ranges of the parts that were taken. */
    private List<String> ranges(int limit) {
        return parts().filter(index -> transport.sent(index).length <= limit)
                .mapToObj(index -> field(index, "Content-Range"))
                .toList();
    }

    private IntStream parts() {
        return IntStream.range(0, transport.requests().size())
                .filter(index -> transport.request(index).method().equals("PATCH"));
    }

    @Test
    void whatIsTooLargeGoesInPartsEachToWhereTheOneBeforeSays() {
        transport.script(new Limited(600 * KIB, 0));

        writeLarge();

        assertThat(transport.lines())
                .containsExactly(
                        START,
                        put("/upload?s=1", LARGE_DIGEST),
                        get("/upload?s=1"),
                        patch("/upload?s=3"),
                        patch("/upload?s=4"),
                        put("/upload?s=5", LARGE_DIGEST));
        assertThat(ranges(600 * KIB)).containsExactly("0-563199", "563200-1126399");
        assertThat(transport.sent(3)).isEqualTo(Arrays.copyOf(LARGE, 550 * KIB));
        assertThat(transport.sent(4)).isEqualTo(Arrays.copyOfRange(LARGE, 550 * KIB, LARGE.length));
        assertThat(transport.sent(5)).isEmpty();
    }

    @Test
    void partsBecomeSmallerUntilTheyAreTaken() {
        transport.script(new Limited(300 * KIB, 0));

        writeLarge();

        assertThat(parts().mapToObj(index -> transport.sent(index).length / KIB))
                .containsExactly(550, 275, 275, 275, 275);
        assertThat(ranges(300 * KIB)).hasSize(4).endsWith("844800-1126399");
    }

    @Test
    void partsAreNotSmallerThanTheRegistryWants() {
        transport.script(new Limited(600 * KIB, 580 * KIB));

        writeLarge();

        assertThat(parts().mapToObj(index -> transport.sent(index).length / KIB))
                .containsExactly(580, 520);
    }

    @Test
    void whatIsTooLargeInTheSmallestPartsIsAnErrorThatSaysWhatToDo() {
        transport.script(new Limited(100 * KIB, 0));

        assertThatThrownBy(this::writeLarge)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("1126400 bytes is too large", "raise the limit", "413")
                .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        assertThat(parts().mapToObj(index -> transport.sent(index).length / KIB))
                .containsExactly(550, 275, 256);
        assertThat(transport.lines()).last().asString().startsWith("DELETE ");
    }

    @Test
    void whatIsTooLargeInPartsOfTheLeastLengthIsAnErrorToo() {
        transport.script(new Limited(500 * KIB, 540 * KIB));

        assertThatThrownBy(this::writeLarge).hasMessageContaining("too large");
        assertThat(parts().mapToObj(index -> transport.sent(index).length / KIB))
                .containsExactly(550, 540);
    }

    @Test
    void whatIsKnownToBeTooLargeIsNotSentAgain() {
        var registry = registry();
        transport.script(new Limited(300 * KIB, 0));
        writeLarge();
        var before = transport.requests().size();

        registry.writeBlob(REPOSITORY, LARGE_DIGEST, HttpBody.of(LARGE));
        registry().writeBlob(REPOSITORY, DIGEST, HttpBody.of(CONTENT));

        assertThat(transport.lines().subList(before, transport.requests().size()))
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactly("POST", "PATCH", "PATCH", "PATCH", "PATCH", "PUT", "POST", "PUT");
    }

    @Test
    void bytesThatCannotBeReadAgainAreSentAtOnceEvenIfThatMayBeTooLarge() {
        transport.script(new Limited(300 * KIB, 0));
        writeLarge();
        var before = transport.requests().size();

        assertThatThrownBy(() -> registry()
                        .writeBlob(REPOSITORY, LARGE_DIGEST, body(LARGE, OptionalLong.of(LARGE.length), false)))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("413");

        assertThat(transport.lines().subList(before, transport.requests().size()))
                .extracting(line -> line.replaceFirst(" .*", ""))
                .containsExactly("POST", "PUT", "DELETE");
    }

    @Test
    void bytesOfUnknownNumberGoInNoParts() {
        transport.script(new Limited(300 * KIB, 0));

        assertThatThrownBy(
                        () -> registry().writeBlob(REPOSITORY, LARGE_DIGEST, body(LARGE, OptionalLong.empty(), true)))
                .isInstanceOf(RegistryRefusedException.class);

        assertThat(transport.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 501})
    void aRegistryThatTakesNothingAtTheEndGetsAllBefore(int status) {
        plays(at(202, "/upload"), status(status), at(204, "/upload", "0-0"), at(202, "/other", "0-9"), status(201));

        write();

        assertThat(transport.lines())
                .containsExactly(START, put("/upload"), get("/upload"), patch("/upload"), put("/other"));
        assertThat(transport.sent(3)).isEqualTo(CONTENT);
        assertThat(field(3, "Content-Range")).as("all at once").isEqualTo("-");
    }

    @Test
    void aRegistryThatTakesNothingAtAllIsTheErrorOfItsFirstAnswer() {
        plays(at(202, "/upload"), status(405), at(204, "/upload", "0-0"), status(501), status(204));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("PUT")
                .hasMessageContaining("405")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .anySatisfy(second -> assertThat(second).hasMessageContaining("501")));
    }

    @Test
    void aRegistryWithoutPartsSaysThatTheBlobIsTooLarge() {
        plays(
                at(202, "/upload"),
                status(413),
                status(405),
                status(405),
                at(202, "/upload"),
                status(202),
                status(405),
                status(204));

        assertThatThrownBy(this::writeLarge)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("too large");

        assertThat(transport.lines()).endsWith(patch("/upload"), patch("/upload"), delete("/upload"));
    }

    @Test
    void aPartThatBreaksOffGoesOnWhereTheRegistryIs() {
        plays(
                at(202, "/upload"),
                status(413),
                at(204, "/upload", "0-0"),
                broken(),
                at(204, "/upload", "0-9999"),
                status(202),
                status(202),
                status(201));

        writeLarge();

        assertThat(field(5, "Content-Range")).isEqualTo("10000-573199");
        assertThat(field(6, "Content-Range")).isEqualTo("573200-1126399");
    }

    @Test
    void partsThatHaveBecomeAMessAreSentFromTheStart() {
        plays(
                at(202, "/upload/1"),
                status(413),
                at(204, "/upload/1", "0-0"),
                status(202),
                status(202),
                wrongDigest(),
                status(404),
                at(202, "/upload/2"),
                status(202),
                status(202),
                status(201));

        writeLarge();

        assertThat(transport.lines())
                .endsWith(START, patch("/upload/2"), patch("/upload/2"), put("/upload/2", LARGE_DIGEST));
    }
}
