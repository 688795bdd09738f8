package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpBody;

class BlobWriteTest extends RegistryTest {
    private static final byte[] CONTENT = {1, 2, 3};
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final String IN_QUERY = "sha256%3A" + DIGEST.encoded();
    private static final String UPLOADS_URL = ROOT + "/v2/acme/ml/app/blobs/uploads/";

    private static Answer started(String location) {
        return Answer.status(202).with("Location", location);
    }

    private void write() {
        authenticated().writeBlob(REPOSITORY, DIGEST, HttpBody.of(CONTENT));
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/acme/ml/app/blobs/uploads/1, https://registry.example.org/v2/acme/ml/app/blobs/uploads/1?digest=",
        "1?_state=a%2Fb%3D, https://registry.example.org/v2/acme/ml/app/blobs/uploads/1?_state=a%2Fb%3D&digest=",
        "https://registry.example.org/x?a=b, https://registry.example.org/x?a=b&digest=",
        "/x?a=b#fragment, https://registry.example.org/x?a=b&digest="
    })
    void aBlobIsSentInOneRequestToWhereTheRegistrySays(String location, String expected) {
        transport.answers(started(location), Answer.status(201));

        write();

        assertThat(transport.lines()).containsExactly("POST " + UPLOADS_URL, "PUT " + expected + IN_QUERY);
        assertThat(transport.sent(0)).isEmpty();
        assertThat(transport.sent(1)).isEqualTo(CONTENT);
        assertThat(transport.request(1).headers().first("Content-Type")).contains("application/octet-stream");
        assertThat(authorizations()).doesNotContain("-");
    }

    @Test
    void anUploadElsewhereGetsNoCredentials() {
        transport.answers(started("https://files.example.org/upload?signature=a"), Answer.status(201));

        write();

        assertThat(transport.lines()).last().asString().startsWith("PUT https://files.example.org/upload?signature=a&");
        assertThat(authorizations()).hasSize(2).last().isEqualTo("-");
    }

    @Test
    void anUploadMustHaveAPlace() {
        transport.answers(Answer.status(202));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("does not say where");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://registry.example.org/upload?signature=a-secret", "ftp://a-secret@host/", "a b", ""})
    void anUploadToWhereNobodyShouldGoIsRefused(String location) {
        transport.answers(started(location));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("where nobody should")
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("a-secret"));
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void anUploadThatFailsIsGivenUpAtTheRegistry() {
        transport.answers(
                started("/upload?a=b"),
                Answer.status(400).body("{\"errors\": [{\"code\": \"DIGEST_INVALID\"}]}"),
                Answer.status(204));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("DIGEST_INVALID")
                .hasNoSuppressedExceptions();

        assertThat(transport.lines()).last().isEqualTo("DELETE " + ROOT + "/upload?a=b");
    }

    @Test
    void anUploadWhoseConnectionBreaksIsGivenUpToo() {
        transport.script(request -> switch (request.method()) {
            case "POST" -> started("/upload");
            case "PUT" -> throw new IOException("reset");
            default -> Answer.status(404);
        });

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("reset")
                .hasNoSuppressedExceptions();

        assertThat(transport.lines()).last().isEqualTo("DELETE " + ROOT + "/upload");
    }

    @Test
    void anInterruptEndsAnUploadAtOnce() {
        transport.script(request -> {
            if (request.method().equals("POST")) {
                return started("/upload");
            }
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        });

        var failure = catchThrowable(this::write);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(OperationCancelledException.class);
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204, 404})
    void anUploadThatIsGivenUpMayBeGoneAlready(int status) {
        transport.answers(started("/upload"), Answer.status(413), Answer.status(status));

        assertThatThrownBy(this::write).hasMessageContaining("413").hasNoSuppressedExceptions();
    }

    @Test
    void anUploadWhoseContentCannotBeReadIsGivenUpToo() {
        transport.script(request -> request.method().equals("POST") ? started("/upload") : Answer.status(204));
        var broken = new IllegalStateException("no content");

        assertThatThrownBy(() -> registry().writeBlob(REPOSITORY, DIGEST, new HttpBody() {
                    @Override
                    public OptionalLong length() {
                        return OptionalLong.empty();
                    }

                    @Override
                    public boolean replayable() {
                        return true;
                    }

                    @Override
                    public InputStream open() {
                        throw broken;
                    }
                }))
                .isSameAs(broken);

        assertThat(transport.lines()).last().isEqualTo("DELETE " + ROOT + "/upload");
    }

    @Test
    void whatFailsInGivingUpStandsBesideTheFailure() {
        transport.answers(started("/upload"), Answer.status(500), Answer.status(403));

        var failure = catchThrowable(this::write);

        assertThat(failure).isInstanceOf(RegistryUnavailableException.class).hasMessageContaining("500");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessageContaining("403");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204, 404, 500})
    void aRegistryMustStartAnUpload(int status) {
        transport.answers(Answer.status(status).with("Location", "/upload"));

        assertThatThrownBy(this::write).hasMessageContaining(String.valueOf(status));

        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void anUploadIsNotRedirected() {
        transport.answers(started("/upload"), Answer.redirect(307, "/other"), Answer.status(204));

        assertThatThrownBy(this::write).isInstanceOf(RegistryRefusedException.class);

        assertThat(transport.lines()).noneMatch(line -> line.contains("other"));
    }

    @Test
    void aBlobOfNoBytesIsWritten() {
        transport.answers(started("/upload"), Answer.status(201));

        assertThatCode(() -> registry().writeBlob(REPOSITORY, Digest.sha256(new byte[0]), HttpBody.of(new byte[0])))
                .doesNotThrowAnyException();
    }
}
