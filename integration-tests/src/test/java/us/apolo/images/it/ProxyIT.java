package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.Credentials;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.ProxyConfig;
import us.apolo.images.port.TlsConfig;
import us.apolo.images.services.ProxyProcess;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.testkit.wire.Certificates;
import us.apolo.images.testkit.wire.WireServer;
import us.apolo.images.transport.apache.ApacheTransport;
import us.apolo.images.transport.okhttp.OkHttpTransport;

/** Every transport through a real proxy. */
@Timeout(120)
class ProxyIT {
    private static final String USER = "alice";
    private static final String PASSWORD = RealServices.secret();

    private static ProxyProcess proxy;
    private static RegistryProcess registry;

    @BeforeAll
    static void start() {
        proxy = ProxyProcess.start(USER, PASSWORD);
        registry = RegistryProcess.builder().start();
    }

    @AfterAll
    static void stop() {
        registry.close();
        proxy.close();
    }

    enum Transport {
        OKHTTP,
        APACHE;

        HttpTransport create(HttpTransportConfig config) {
            return switch (this) {
                case OKHTTP -> OkHttpTransport.create(config);
                case APACHE -> ApacheTransport.create(config);
            };
        }
    }

    private static HttpTransportConfig through(String password, String... direct) throws Exception {
        var user = new Credentials(USER, password);
        return HttpTransportConfig.DEFAULT
                .withProxy(new ProxyConfig("127.0.0.1", proxy.port(), Optional.of(user), Set.of(direct)))
                .withTls(new TlsConfig(Certificates.made().trust(), List.of()));
    }

    private static WireServer secureServer(List<HttpHeaders> seen) throws Exception {
        return WireServer.builder()
                .tls(Certificates.made().serverContext("server"))
                .start(exchange -> {
                    seen.add(exchange.headers());
                    exchange.respond(200, "through the tunnel");
                });
    }

    private static int statusOf(HttpTransport transport, URI uri) throws IOException {
        try (var response = transport.exchange(new HttpRequest("GET", uri, HttpHeaders.empty()))) {
            response.body().readAllBytes();
            return response.status();
        }
    }

    /** One that is not there, so that the answer can only be the registry's. */
    private static String repository(String name, Transport transport) {
        return "/v2/" + name + "-by-" + transport.name().toLowerCase(Locale.ROOT) + "/tags/list";
    }

    private static List<String> requestsFor(String target) {
        return proxy.requests().stream().filter(line -> line.contains(target)).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aPlainRequestGoesThroughTheProxy(Transport transport) throws Exception {
        var path = repository("plain", transport);
        try (var client = transport.create(through(PASSWORD))) {
            assertThat(statusOf(client, registry.uri().resolve(path))).isEqualTo(404);
        }
        assertThat(requestsFor(registry.uri() + path))
                .singleElement()
                .asString()
                .contains("/404 ", " " + USER + " ");
    }

    @ParameterizedTest
    @EnumSource
    void aPlainRequestWithAWrongPasswordIsAnsweredByTheProxy(Transport transport) throws Exception {
        try (var client = transport.create(through("wrong"))) {
            assertThat(statusOf(client, registry.uri().resolve("/v2/"))).isEqualTo(407);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tlsGoesThroughATunnelAndTheHostLearnsNothingOfThePassword(Transport transport) throws Exception {
        var seen = new CopyOnWriteArrayList<HttpHeaders>();
        String target;
        try (var server = secureServer(seen)) {
            target = server.authority();
            try (var client = transport.create(through(PASSWORD))) {
                assertThat(statusOf(client, server.uri())).isEqualTo(200);
                assertThat(statusOf(client, server.uri())).isEqualTo(200);
            }
        }
        assertThat(seen)
                .hasSize(2)
                .allMatch(headers -> headers.all("Proxy-Authorization").isEmpty());
        awaitRequest(target);
        assertThat(requestsFor(target)).singleElement().asString().contains("CONNECT", " " + USER + " ");
    }

    /** The proxy writes a tunnel down when it notices that it has ended. */
    private static void awaitRequest(String target) throws InterruptedException {
        for (var i = 0; i < 300 && requestsFor(target).isEmpty(); i++) {
            Thread.sleep(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTunnelWithAWrongPasswordIsRefused(Transport transport) throws Exception {
        var seen = new CopyOnWriteArrayList<HttpHeaders>();
        try (var server = secureServer(seen);
                var client = transport.create(through("wrong-" + PASSWORD))) {
            assertThatThrownBy(() -> statusOf(client, server.uri()))
                    .isInstanceOf(IOException.class)
                    .hasStackTraceContaining("prox")
                    .satisfies(e -> assertThat(e.toString()).doesNotContain(PASSWORD));
            assertThat(server.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDirectHostIsReachedWithoutTheProxy(Transport transport) throws Exception {
        var path = repository("direct", transport);
        try (var client = transport.create(through("wrong", "127.0.0.1"))) {
            assertThat(statusOf(client, registry.uri().resolve(path))).isEqualTo(404);
        }
        assertThat(requestsFor(path)).isEmpty();
    }
}
