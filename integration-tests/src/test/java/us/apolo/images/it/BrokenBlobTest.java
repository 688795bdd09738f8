package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.RegistryServer;

/** Blobs that break off while they are read, over each transport. */
@ParameterizedClass
@EnumSource
@Timeout(120)
class BrokenBlobTest {
    private static final byte[] CONTENT = content();
    private static final Digest DIGEST = Digest.sha256(CONTENT);
    private static final int BROKEN = -2;
    private static final String BLOB = "/v2/app/blobs/sha256:.+";

    private final String password = RealServices.secret();
    private final RegistryServer server =
            RegistryServer.builder().user(RealServices.USER, password).start();
    private final HttpTransport transport;
    private final RegistryPort registry;
    private final Repository repository = new Repository(server.authority(), "app");

    BrokenBlobTest(Transport kind) {
        transport = kind.provider().create(HttpTransportConfig.DEFAULT);
        var config = ApoloConfig.builder().cluster("default", server.uri()).build();
        var credentials = CredentialsProvider.of(server.authority(), RealServices.USER, password);
        registry = new HttpRegistry.Factory(transport, config).create(credentials);
    }

    private static byte[] content() {
        var bytes = new byte[3_000_001];
        new Random(32).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void write() {
        registry.writeBlob(repository, DIGEST, HttpBody.of(CONTENT));
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    /** Reads until the end, or until it breaks off; gives whether it came to its end. */
    private boolean read(ByteArrayOutputStream into) throws IOException {
        try (var blob = registry.readBlob(repository, DIGEST, into.size())) {
            assertThat(blob.offset()).isEqualTo(into.size());
            assertThat(blob.length()).hasValue(CONTENT.length - into.size());
            var buffer = new byte[8192];
            for (var count = next(blob.stream(), buffer); count != BROKEN; count = next(blob.stream(), buffer)) {
                if (count < 0) {
                    return true;
                }
                into.write(buffer, 0, count);
            }
            return false;
        }
    }

    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return BROKEN;
        }
    }

    @Test
    void aBlobThatBreaksOffGoesOnFromWhereItWas() throws IOException {
        server.fail(Fault.cutBody(1_000_000).onMethod("GET").onPath(BLOB).times(2));
        var read = new ByteArrayOutputStream();

        assertThat(read(read)).isFalse();
        assertThat(read(read)).isFalse();
        assertThat(read(read)).isTrue();

        assertThat(read.toByteArray()).isEqualTo(CONTENT);
        assertThat(server.requests().stream()
                        .filter(request -> request.method().equals("GET"))
                        .map(request -> request.status()))
                .endsWith(200, 206, 206);
    }

    /** Where blobs come from a store of files, the part is asked for there, and by nobody in particular. */
    @Test
    void aPartThatIsElsewhereIsAskedForThereWithoutCredentials() throws IOException {
        try (var files = RegistryServer.start()) {
            var there = new Repository(files.authority(), "files");
            var config = ApoloConfig.builder().cluster("default", files.uri()).build();
            new HttpRegistry.Factory(transport, config)
                    .create(CredentialsProvider.anonymous())
                    .writeBlob(there, DIGEST, HttpBody.of(CONTENT));
            files.fail(Fault.status(400).onHeader("Authorization"));
            server.fail(Fault.redirect(URI.create(files.uri() + "/v2/files/blobs/" + DIGEST))
                    .onMethod("GET")
                    .onPath(BLOB));

            try (var blob = registry.readBlob(repository, DIGEST, 2_999_999)) {
                assertThat(blob.offset()).isEqualTo(2_999_999);
                assertThat(blob.stream().readAllBytes()).containsExactly(CONTENT[2_999_999], CONTENT[3_000_000]);
            }
        }
    }

    @Test
    void aBlobThatIsReadFromItsStartAndBreaksOffIsNeverTakenForWhole() {
        server.fail(Fault.cutBody(CONTENT.length - 1).onMethod("GET").onPath(BLOB));

        assertThatThrownBy(() -> {
                    try (var blob = registry.readBlob(repository, DIGEST, 0)) {
                        blob.stream().readAllBytes();
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
