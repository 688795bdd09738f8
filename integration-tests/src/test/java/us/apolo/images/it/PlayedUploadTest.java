package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.RegistryServerBuilder;

/** Uploads of blobs that break off or are too large, over each transport. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class PlayedUploadTest {
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .delays(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();
    private static final byte[] CONTENT = content();
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final String UPLOAD = "/v2/app/blobs/uploads/.+";

    private final HttpTransport transport;
    private RegistryServer server = RegistryServer.start();

    PlayedUploadTest(Transport kind) {
        transport = kind.provider().create(HttpTransportConfig.DEFAULT);
    }

    private static byte[] content() {
        var bytes = new byte[20_000_003];
        new Random(31).nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    private void restart(RegistryServerBuilder builder) {
        server.close();
        server = builder.start();
    }

    private void write() throws IOException {
        var config = ApoloConfig.builder().cluster("default", server.uri()).build();
        var registry = new HttpRegistry.Factory(transport, config, new Retries(QUICK, Time.system()))
                .create(CredentialsProvider.anonymous());
        var repository = new Repository(server.authority(), "app");
        registry.writeBlob(repository, DIGEST, HttpBody.of(CONTENT));
        try (var blob = registry.readBlob(repository, DIGEST, 0)) {
            assertThat(blob.stream().readAllBytes()).isEqualTo(CONTENT);
        }
    }

    /** Method and status of the requests for the upload; zero where there was no answer. */
    private List<String> uploads() {
        return server.requests().stream()
                .filter(request -> request.path().contains("/uploads/"))
                .map(request -> request.method() + " " + request.status())
                .toList();
    }

    @Test
    void anUploadThatIsCutGoesOnWhereItWasCut() throws IOException {
        server.fail(Fault.cutRequest(7_000_001).onMethod("PUT").onPath(UPLOAD).times(1));

        write();

        assertThat(uploads()).containsExactly("POST 202", "PUT 0", "GET 204", "PATCH 202", "PUT 201");
    }

    @Test
    void anUploadThatIsCutAgainAndAgainGetsThereIfItGetsOn() throws IOException {
        server.fail(Fault.cutRequest(3_000_000).onPath(UPLOAD));

        write();

        assertThat(uploads()).filteredOn("PATCH 0"::equals).hasSize(5);
        assertThat(uploads()).endsWith("PATCH 202", "PUT 201");
    }

    @Test
    void anUploadThatIsCutBeforeItsFirstByteIsSentAgain() throws IOException {
        server.fail(Fault.cutRequest(0).onMethod("PUT").onPath(UPLOAD).times(3));

        write();

        assertThat(uploads())
                .containsExactly("POST 202", "PUT 0", "GET 204", "PUT 0", "GET 204", "PUT 0", "GET 204", "PUT 201");
    }

    @Test
    void anUploadThatGetsNowhereIsAnError() {
        server.fail(Fault.cutRequest(0).onMethod("PUT").onPath(UPLOAD));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("after 4 attempts");
        assertThat(uploads()).last().isEqualTo("DELETE 204");
    }

    @Test
    void aRegistryThatForgetsWhatWasCutGetsItFromTheStart() throws IOException {
        restart(RegistryServer.builder().resumableUploads(false));
        server.fail(Fault.cutRequest(7_000_001).onMethod("PUT").onPath(UPLOAD).times(1));

        write();

        assertThat(uploads()).containsExactly("POST 202", "PUT 0", "GET 404", "POST 202", "PUT 201");
    }

    @Test
    void aRegistryWithoutPartsGetsItFromTheStart() throws IOException {
        restart(RegistryServer.builder().chunkedUploads(false));
        server.fail(Fault.cutRequest(7_000_001).onMethod("PUT").onPath(UPLOAD).times(1));

        write();

        assertThat(uploads())
                .containsExactly("POST 202", "PUT 0", "GET 204", "PATCH 405", "DELETE 204", "POST 202", "PUT 201");
    }

    @Test
    void aRegistryThatTellsNothingOfAnUploadGetsItFromTheStart() throws IOException {
        server.fail(Fault.status(405).onMethod("GET").onPath(UPLOAD));
        server.fail(Fault.cutRequest(7_000_001).onMethod("PUT").onPath(UPLOAD).times(1));

        write();

        assertThat(uploads()).containsExactly("POST 202", "PUT 0", "GET 405", "DELETE 204", "POST 202", "PUT 201");
    }

    @Test
    void whatIsTooLargeGoesInPartsAndIsCutAmongThem() throws IOException {
        restart(RegistryServer.builder().maxRequest(6_000_000).minPart(5_500_000));
        server.fail(Fault.cutRequest(2_000_000)
                .onMethod("PATCH")
                .onPath(UPLOAD)
                .after(2)
                .times(1));

        write();

        assertThat(uploads())
                .startsWith("POST 202", "PUT 413", "GET 204", "PATCH 413", "GET 204", "PATCH 202", "PATCH 0")
                .endsWith("GET 204", "PATCH 202", "PATCH 202", "PATCH 202", "PUT 201");
    }

    @Test
    void whatIsTooLargeForARegistryWithoutPartsIsAnError() {
        restart(RegistryServer.builder().maxRequest(6_000_000).chunkedUploads(false));

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContainingAll("20000003 bytes is too large", "413");
    }
}
