package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** The platform's front end, which sends uploads to the host behind it and filters its list by prefix. */
@ParameterizedClass
@EnumSource(Transport.class)
@Timeout(60)
class PlatformUploadTest {
    private static final LocalImage LOCAL = new LocalImage("app", "v1");

    private final String token = RealServices.secret();
    private final RegistryServer behind = RegistryServer.start();
    private final FrontEnd host;
    private final FrontEnd front;
    private final HttpTransport transport;
    private final InMemoryStore store = new InMemoryStore();
    private final Images images;
    private final TestImage image = TestImage.builder().layers(2, 1_000).oci().build();

    PlatformUploadTest(Transport transport) throws IOException {
        this.host = FrontEnd.elsewhere(behind.uri());
        this.front = FrontEnd.of(behind.uri()).answering(this::answer);
        this.transport = transport.provider().create(HttpTransportConfig.DEFAULT);
        this.images = ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("cloud", front.uri())
                        .organization("acme")
                        .project("ml")
                        .build())
                .credentials(CredentialsProvider.of(front.authority(), "token", token))
                .transport(this.transport)
                .localStore(store)
                .build();
        store.add(LOCAL, image);
    }

    @AfterEach
    void close() throws IOException {
        images.close();
        transport.close();
        front.close();
        host.close();
        behind.close();
    }

    private boolean answer(HttpExchange exchange, FrontEnd passing) throws IOException {
        if (!PlatformFrontEnd.basic("token", token)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Apolo\"");
            return FrontEnd.text(exchange, 401, "Unauthorized");
        }
        return exchange.getRequestMethod().equals("POST") && startUpload(exchange, passing);
    }

    /** The registry behind it names itself, and that is passed on. */
    private boolean startUpload(HttpExchange exchange, FrontEnd passing) throws IOException {
        var started = passing.send(HttpRequest.newBuilder(
                        behind.uri().resolve(exchange.getRequestURI().toString()))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        var location =
                behind.uri().resolve(started.headers().firstValue("Location").orElseThrow());
        exchange.getResponseHeaders()
                .set("Location", host.uri().resolve(location.getRawPath()).toString());
        exchange.sendResponseHeaders(started.statusCode(), -1);
        return true;
    }

    @Test
    void anUploadGoesToTheOtherHostWithoutThePlatformsToken() {
        images.push(LOCAL);

        assertThat(behind.digest("acme/ml/app", "v1")).isEqualTo(image.digest());
        assertThat(host.seen()).extracting(FrontEnd.Seen::method).contains("PUT");
        assertThat(host.seen()).allSatisfy(request -> {
            assertThat(request.authorization()).isEmpty();
            assertThat(request.everything()).doesNotContain(token);
        });
        assertThat(front.seen())
                .as("uploads that went through the platform")
                .noneMatch(request -> Set.of("PATCH", "PUT").contains(request.method())
                        && request.uri().contains("/blobs/uploads/"));
    }

    /** A filter for the project ml would let ml-ops through, too; so none is asked for. */
    @Test
    void theListIsNotFilteredByPrefix() {
        behind.put("acme/ml/app", "v1", image);
        behind.put("acme/ml-ops/app", "v1", image);

        assertThat(images.list()).extracting(RemoteImage::owner).containsExactlyInAnyOrder("ml", "ml-ops");

        assertThat(front.seen())
                .filteredOn(request -> request.uri().startsWith("/v2/_catalog"))
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.uri()).doesNotContain("project", "org"));
    }
}
