package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.HttpBody;

/** What becomes of an upload that breaks off. */
class BlobResumeTest extends UploadTest {
    @Test
    void anUploadThatBreaksOffGoesOnWhereTheRegistryIs() {
        plays(
                at(202, "/upload?s=1"),
                broken(),
                at(204, "/upload?s=2", "0-3"),
                at(202, "/upload?s=3", "0-9"),
                status(201));

        write();

        assertThat(transport.lines())
                .containsExactly(
                        START, put("/upload?s=1"), get("/upload?s=1"), patch("/upload?s=2"), put("/upload?s=3"));
        assertThat(sent(3)).isEqualTo("456789");
        assertThat(field(3, "Content-Range")).isEqualTo("4-9");
        assertThat(field(3, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(sent(4)).isEmpty();
        assertThat(time.slept()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void anAnswerThatMayPassLeavesTheUploadAsItIs(int status) {
        plays(at(202, "/upload"), status(status), at(204, "/upload", "0-3"), status(202), status(201));

        write();

        assertThat(transport.lines())
                .containsExactly(START, put("/upload"), get("/upload"), patch("/upload"), put("/upload"));
    }

    @Test
    void anUploadOfWhichNothingHasComeIsSentInOneRequestAgain() {
        plays(at(202, "/upload"), broken(), at(204, "/other", "0-0"), status(201));

        write();

        assertThat(transport.lines()).containsExactly(START, put("/upload"), get("/upload"), put("/other"));
        assertThat(transport.sent(3)).isEqualTo(CONTENT);
    }

    @Test
    void anUploadOfWhichAllHasComeIsOnlyEnded() {
        plays(at(202, "/upload"), broken(), at(204, "/upload", "0-9"), status(201));

        write();

        assertThat(transport.lines()).containsExactly(START, put("/upload"), get("/upload"), put("/upload"));
        assertThat(sent(3)).isEmpty();
    }

    @Test
    void anUploadThatHasEndedWithoutAWordIsABlobNow() {
        plays(
                at(202, "/upload"),
                status(504),
                status(404),
                request -> Answer.status(200).with("Content-Length", "10"));

        write();

        assertThat(transport.lines())
                .containsExactly(
                        START, put("/upload"), get("/upload"), "HEAD " + ROOT + "/v2/acme/ml/app/blobs/" + DIGEST);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 403, 405})
    void anUploadThatIsUnknownIsStartedAnew(int head) {
        plays(at(202, "/upload/1"), broken(), status(404), status(head), at(202, "/upload/2"), status(201));

        write();

        assertThat(transport.lines())
                .hasSize(6)
                .startsWith(START, put("/upload/1"), get("/upload/1"))
                .endsWith(START, put("/upload/2"));
        assertThat(transport.sent(5)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 409, 416, 501})
    void anUploadThatCannotBeAskedForIsGivenUpAndStartedAnew(int status) {
        plays(at(202, "/upload/1"), broken(), status(status), status(204), at(202, "/upload/2"), status(201));

        write();

        assertThat(transport.lines())
                .containsExactly(
                        START, put("/upload/1"), get("/upload/1"), delete("/upload/1"), START, put("/upload/2"));
    }

    @Test
    void aRegistryThatFailsWheneverItIsAskedStartsAnew() {
        transport.script(request -> switch (request.method()) {
            case "POST" -> Answer.status(202).with("Location", "/upload");
            case "GET" -> Answer.status(500);
            case "DELETE" -> Answer.status(204);
            default -> Answer.status(transport.requests().size() < 5 ? 502 : 201);
        });

        write();

        assertThat(transport.lines()).endsWith(get("/upload"), delete("/upload"), START, put("/upload"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "x", "5-9", "0-", "0-99", "0-10", "0--1", "0-9999999999999999999"})
    void aRegistryThatDoesNotTellHowFarItIsStartsAnew(String range) {
        plays(
                at(202, "/upload/1"),
                broken(),
                range.isEmpty() ? at(204, "/upload/1") : at(204, "/upload/1", range),
                status(204),
                at(202, "/upload/2"),
                status(201));

        write();

        assertThat(transport.lines()).endsWith(delete("/upload/1"), START, put("/upload/2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-3", "bytes=0-3", "bytes 0-3"})
    void howFarARegistryIsIsWrittenInSeveralWays(String range) {
        plays(at(202, "/upload"), broken(), at(204, "/upload", range), status(202), status(201));

        write();

        assertThat(sent(3)).isEqualTo("456789");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 409, 501})
    void aRegistryThatGoesOnWithNothingGetsTheBlobFromTheStart(int status) {
        plays(
                at(202, "/upload/1"),
                broken(),
                at(204, "/upload/1", "0-3"),
                status(status),
                status(204),
                at(202, "/upload/2"),
                broken(),
                status(204),
                at(202, "/upload/3"),
                status(201));

        write();

        assertThat(transport.lines())
                .containsExactly(
                        START,
                        put("/upload/1"),
                        get("/upload/1"),
                        patch("/upload/1"),
                        delete("/upload/1"),
                        START,
                        put("/upload/2"),
                        delete("/upload/2"),
                        START,
                        put("/upload/3"));
    }

    @Test
    void aPartThatStartsElsewhereThanTheRegistryIsIsAskedForOnce() {
        plays(
                at(202, "/upload"),
                broken(),
                at(204, "/upload", "0-3"),
                status(416),
                at(204, "/upload", "0-5"),
                status(202),
                status(201));

        write();

        assertThat(sent(5)).isEqualTo("6789");
        assertThat(field(5, "Content-Range")).isEqualTo("6-9");
    }

    @Test
    void aRegistryThatContradictsItselfGetsTheBlobFromTheStart() {
        plays(
                at(202, "/upload"),
                broken(),
                at(204, "/upload", "0-3"),
                status(416),
                at(204, "/upload", "0-3"),
                status(416),
                status(204),
                at(202, "/upload"),
                status(201));

        write();

        assertThat(transport.lines()).endsWith(delete("/upload"), START, put("/upload"));
    }

    @Test
    void anUploadThatHasBecomeAMessIsSentFromTheStart() {
        plays(
                at(202, "/upload/1"),
                broken(),
                at(204, "/upload/1", "0-3"),
                status(202),
                wrongDigest(),
                status(404),
                at(202, "/upload/2"),
                status(201));

        write();

        assertThat(transport.lines()).endsWith(put("/upload/1"), delete("/upload/1"), START, put("/upload/2"));
        assertThat(transport.sent(7)).isEqualTo(CONTENT);
    }

    @Test
    void aDigestThatIsWrongFromTheStartIsAnError() {
        plays(
                at(202, "/upload/1"),
                broken(),
                at(204, "/upload/1", "0-3"),
                status(202),
                wrongDigest(),
                status(404),
                at(202, "/upload/2"),
                wrongDigest(),
                status(404));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("DIGEST_INVALID");
        assertThat(transport.lines()).endsWith(put("/upload/2"), delete("/upload/2"));
    }

    @Test
    void aRegistryThatTakesLessThanItIsSentGetsTheRest() {
        plays(
                at(202, "/upload"),
                broken(),
                at(204, "/upload", "0-1"),
                at(202, "/upload", "0-4"),
                at(202, "/upload", "0-9"),
                status(201));

        write();

        assertThat(field(3, "Content-Range")).isEqualTo("2-9");
        assertThat(field(4, "Content-Range")).isEqualTo("5-9");
        assertThat(sent(4)).isEqualTo("56789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-0", "0-1", "0-10", "0-99", "nonsense"})
    void aPartThatIsTakenIsTakenWholeUnlessThatIsDenied(String range) {
        plays(at(202, "/upload"), broken(), at(204, "/upload", "0-1"), at(202, "/upload", range), status(201));

        write();

        assertThat(transport.lines()).endsWith(patch("/upload"), put("/upload"));
    }

    @Test
    void bytesOfUnknownNumberAreSentFromTheStart() {
        plays(at(202, "/upload/1"), broken(), status(204), at(202, "/upload/2"), status(201));

        registry().writeBlob(REPOSITORY, DIGEST, body(CONTENT, OptionalLong.empty(), true));

        assertThat(transport.lines())
                .containsExactly(START, put("/upload/1"), delete("/upload/1"), START, put("/upload/2"));
        assertThat(transport.sent(4)).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @CsvSource({"PATCH, 3", "GET, 2", "PUT, 4"})
    void anUploadElsewhereGoesOnWithoutCredentials(String method, int request) {
        var elsewhere = "https://files.example.org/upload?signature=a";
        plays(at(202, elsewhere), broken(), at(204, elsewhere, "0-3"), at(202, elsewhere), status(201));

        authenticated().writeBlob(REPOSITORY, DIGEST, HttpBody.of(CONTENT));

        assertThat(transport.lines().get(request)).startsWith(method + " " + elsewhere);
        assertThat(field(0, "Authorization")).startsWith("Basic ");
        assertThat(field(request, "Authorization")).isEqualTo("-");
    }

    @Test
    void anUploadGoesNowhereThatNobodyShouldGo() {
        plays(
                at(202, "/upload/1"),
                broken(),
                at(204, "http://registry.example.org/upload", "0-3"),
                status(204),
                at(202, "/upload/2"),
                status(201));

        write();

        assertThat(transport.lines()).noneMatch(line -> line.contains(" http:"));
    }
}
