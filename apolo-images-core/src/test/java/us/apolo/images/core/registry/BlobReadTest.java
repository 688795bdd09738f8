package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;

class BlobReadTest extends RegistryTest {
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final String BLOB_URL = ROOT + "/v2/acme/ml/app/blobs/" + DIGEST;

    @Test
    void theSizeIsTheLengthOfTheContent() {
        transport.answers(Answer.status(200).with("Content-Length", "1234567890123"));

        assertThat(registry().blobSize(REPOSITORY, DIGEST)).hasValue(1234567890123L);

        assertThat(transport.lines()).containsExactly("HEAD " + BLOB_URL);
    }

    @Test
    void whatIsNotThereHasNoSize() {
        transport.answers(Answer.status(404));

        assertThat(registry().blobSize(REPOSITORY, DIGEST)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "ten", "99999999999999999999"})
    void aSizeThatIsNotToldIsAnError(String length) {
        transport.answers(Answer.status(200), Answer.status(200).with("Content-Length", length));

        assertThatThrownBy(() -> registry().blobSize(REPOSITORY, DIGEST)).isInstanceOf(RegistryProtocolException.class);
        assertThatThrownBy(() -> registry().blobSize(REPOSITORY, DIGEST))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("does not tell the size");
    }

    @Test
    void aBlobIsReadFromItsStart() throws IOException {
        transport.answers(Answer.status(200).body(CONTENT).with("Content-Length", "10"));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 0)) {
            assertThat(blob.offset()).isZero();
            assertThat(blob.length()).hasValue(10);
            assertThat(blob.stream().readAllBytes()).isEqualTo(CONTENT);
            assertThat(transport.unfinished()).isEqualTo(1);
        }

        assertThat(transport.lines()).containsExactly("GET " + BLOB_URL);
        assertThat(transport.request(0).headers().all("Range")).isEmpty();
    }

    @Test
    void aBlobIsReadFromAnOffset() throws IOException {
        transport.answers(Answer.status(206)
                .body("56789")
                .with("Content-Range", "bytes 5-9/10")
                .with("Content-Length", "5"));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 5)) {
            assertThat(blob.offset()).isEqualTo(5);
            assertThat(blob.length()).hasValue(5);
            assertThat(blob.stream().readAllBytes()).asString().isEqualTo("56789");
        }

        assertThat(transport.request(0).headers().all("Range")).containsExactly("bytes=5-");
    }

    @Test
    void aRestThatEndsTooEarlyIsBrokenOff() throws IOException {
        transport.answers(Answer.status(206)
                .body("567")
                .with("Content-Range", "bytes 5-7/10")
                .with("Content-Length", "3"));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 5)) {
            assertThat(blob.length()).hasValue(5);
            assertThat(blob.stream().read()).isEqualTo('5');
            assertThat(blob.stream().skip(1)).isEqualTo(1);
            assertThat(blob.stream().readNBytes(1)).containsExactly('7');
            assertThat(blob.stream().markSupported()).isFalse();
            assertThatThrownBy(() -> blob.stream().read())
                    .isInstanceOf(EOFException.class)
                    .hasMessageContaining("2 bytes too early");
        }
    }

    @Test
    void aConnectionThatBreaksInTheMiddleEndsTheReading() {
        for (var offset : new long[] {0, 5}) {
            transport.answers(Answer.status(offset == 0 ? 200 : 206)
                    .body(Bodies.cut("567", new SocketException("Connection reset")))
                    .with("Content-Range", "bytes 5-9/10"));

            try (var blob = registry().readBlob(REPOSITORY, DIGEST, offset)) {
                assertThatThrownBy(() -> blob.stream().readAllBytes()).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void theRangeGoesAlongWithARedirect() {
        transport.answers(
                Answer.redirect(307, "https://files.example.org/"),
                Answer.status(206).with("Content-Range", "bytes 5-9/10"));

        authenticated().readBlob(REPOSITORY, DIGEST, 5).close();

        assertThat(transport.request(1).headers().all("Range")).containsExactly("bytes=5-");
        assertThat(authorizations()).last().isEqualTo("-");
    }

    @Test
    void aRegistryThatKnowsNoRangesSendsTheBlobFromItsStart() throws IOException {
        transport.answers(Answer.status(200).body(CONTENT));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 5)) {
            assertThat(blob.offset()).isZero();
            assertThat(blob.length()).isEmpty();
            assertThat(blob.stream().readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void whatComesFromTheStartIsCheckedEvenIfARangeWasAskedFor() {
        transport.answers(Answer.status(200).body("other"));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 5)) {
            assertThatThrownBy(() -> blob.stream().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-9/10", "bytes 4-9/10", "bytes 6-9/*"})
    void anotherRangeThanAskedForIsRefused(String range) {
        transport.answers(Answer.status(206).body("56789").with("Content-Range", range));

        assertThatThrownBy(() -> registry().readBlob(REPOSITORY, DIGEST, 5))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("instead of 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bytes */10", "items 0-9/10", "bytes -9/10"})
    void aRangeThatIsNotToldIsTheOneAskedFor(String range) {
        transport.answers(Answer.status(206).body("56789").with("Content-Range", range));

        try (var blob = registry().readBlob(REPOSITORY, DIGEST, 5)) {
            assertThat(blob.offset()).isEqualTo(5);
        }
    }

    @Test
    void aPartThatNobodyAskedForIsRefused() {
        transport.answers(Answer.status(206).body("56789").with("Content-Range", "bytes 5-9/10"));

        assertThatThrownBy(() -> registry().readBlob(REPOSITORY, DIGEST, 0))
                .isInstanceOf(RegistryRefusedException.class);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        transport.answers(Answer.status(404).body("{\"errors\": [{\"code\": \"BLOB_UNKNOWN\"}]}"));

        assertThatThrownBy(() -> registry().readBlob(REPOSITORY, DIGEST, 0))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContainingAll("acme/ml/app@" + DIGEST, "BLOB_UNKNOWN");
    }

    @Test
    void anOffsetBehindTheEndIsRefused() {
        transport.answers(Answer.status(416));

        assertThatThrownBy(() -> registry().readBlob(REPOSITORY, DIGEST, 11))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("416");
    }

    @Test
    void anOffsetIsNotNegative() {
        assertThatThrownBy(() -> registry().readBlob(REPOSITORY, DIGEST, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBlobThatCannotBeCheckedIsNotOpened() {
        transport.answers(Answer.status(200).body(CONTENT));

        assertThatThrownBy(() -> registry().readBlob(REPOSITORY, new Digest("blake3", "abc"), 0))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("cannot be checked");
    }

    @Test
    void aBlobThatIsNotReadIsFreedByClosingIt() {
        transport.answers(Answer.status(200).body(Bodies.endless("", 'x')));

        var blob = registry().readBlob(REPOSITORY, DIGEST, 0);
        blob.close();
        blob.close();

        assertThat(transport.unfinished()).isZero();
    }
}
