package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.services.RegistryProcess;

/**
 * Uploads to Debian's registry from a file, over lines that break and through a proxy with a limit. That registry gives an
 * upload up in which a request has broken off, so that such a blob is sent from the start; it goes on with parts that
 * have come whole.
 */
@ParameterizedClass
@EnumSource
class DebianUploadIT {
    private static final String PASSWORD = RealServices.secret();
    private static final RegistryProcess REGISTRY =
            RegistryProcess.builder().user(RealServices.USER, PASSWORD).start();
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .delays(Duration.ofMillis(50), Duration.ofMillis(200))
            .build();
    private static final int SIZE = 50_000_001;

    @TempDir
    static Path folder;

    private static Path file = Path.of("");
    private static Digest digest = Digest.sha256(new byte[0]);

    private final HttpTransport transport;

    DebianUploadIT(Transport kind) {
        transport = kind.provider().create(HttpTransportConfig.DEFAULT);
    }

    @BeforeAll
    static void makeFile() throws IOException {
        var content = new byte[SIZE];
        new Random(SIZE).nextBytes(content);
        digest = Digest.sha256(content);
        file = Files.write(folder.resolve("blob"), content);
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }

    @AfterAll
    static void closeRegistry() {
        REGISTRY.close();
    }

    private record FileBody(Path path) implements HttpBody {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(SIZE);
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }
    }

    private RegistryPort registry(URI uri) {
        var config = ApoloConfig.builder().cluster("default", uri).build();
        var credentials = CredentialsProvider.of(uri.getAuthority(), RealServices.USER, PASSWORD);
        return new HttpRegistry.Factory(transport, config, new Retries(QUICK, Time.system())).create(credentials);
    }

    /** Writes by one way, and reads by the straight one. */
    private void write(URI uri) throws IOException {
        var path = RealServices.newProject();
        registry(uri).writeBlob(new Repository(uri.getAuthority(), path), digest, new FileBody(file));

        var repository = new Repository(REGISTRY.authority(), path);
        try (var blob = registry(REGISTRY.uri()).readBlob(repository, digest, 0)) {
            assertThat(blob.stream().transferTo(OutputStream.nullOutputStream()))
                    .as("whole, with its digest")
                    .isEqualTo(SIZE);
        }
    }

    @Test
    void anUploadThatIsCutArrives() throws IOException {
        try (var relay = new CuttingRelay(REGISTRY.uri())) {
            relay.cutAfter(20_000_000);
            relay.cutAfter(30_000_000);

            write(relay.uri());

            assertThat(relay.cutsLeft()).isZero();
        }
    }

    @Test
    void anUploadThatIsCutAtItsVeryEndArrives() throws IOException {
        try (var relay = new CuttingRelay(REGISTRY.uri())) {
            relay.cutAfter(SIZE);

            write(relay.uri());

            assertThat(relay.cutsLeft()).isZero();
        }
    }

    /** What a proxy keeps back leaves the upload as it is. */
    @Test
    void anUploadThatAProxyFailsGoesOn() throws IOException {
        var failed = new CopyOnWriteArrayList<String>();
        try (var proxy = FrontEnd.of(REGISTRY.uri()).answering((exchange, front) -> {
            if (!exchange.getRequestMethod().equals("PUT") || !failed.isEmpty()) {
                return false;
            }
            failed.add(exchange.getRequestMethod());
            return FrontEnd.text(exchange, 502, "bad gateway");
        })) {
            write(proxy.uri());

            assertThat(methods(proxy)).containsExactly("POST", "PUT", "GET", "PUT");
        }
    }

    @Test
    void whatIsTooLargeForAProxyGoesInParts() throws IOException {
        try (var proxy = FrontEnd.of(REGISTRY.uri())
                .answering((exchange, front) -> length(exchange) > 20_000_000
                        && FrontEnd.text(exchange, 413, "<html>Request Entity Too Large</html>"))) {
            write(proxy.uri());

            assertThat(methods(proxy))
                    .containsExactly(
                            "POST", "PUT", "GET", "PATCH", "GET", "PATCH", "PATCH", "PATCH", "PATCH", "PATCH", "PUT");
        }
    }

    private static long length(HttpExchange exchange) {
        var length = exchange.getRequestHeaders().getFirst("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    /** Those of an upload; what needed credentials first is there once. */
    private static List<String> methods(FrontEnd proxy) {
        return proxy.seen().stream()
                .filter(seen -> seen.uri().contains("/uploads/")
                        && !seen.authorization().isEmpty())
                .map(FrontEnd.Seen::method)
                .toList();
    }

    @Test
    void anUploadThatAMountStartsGoesOn() throws IOException {
        try (var proxy = FrontEnd.of(REGISTRY.uri())) {
            var uri = proxy.uri();
            var target = new Repository(uri.getAuthority(), RealServices.newProject());
            var nowhere = new Repository(uri.getAuthority(), "nowhere");

            assertThat(registry(uri).writeBlob(target, digest, new FileBody(file), List.of(nowhere)))
                    .isEmpty();
            assertThat(methods(proxy)).containsExactly("POST", "PUT");

            var other = new Repository(uri.getAuthority(), RealServices.newProject());
            assertThat(registry(uri).writeBlob(other, digest, new FileBody(file), List.of(target)))
                    .contains(target);
            assertThat(methods(proxy)).containsExactly("POST", "PUT", "POST");
        }
    }
}
