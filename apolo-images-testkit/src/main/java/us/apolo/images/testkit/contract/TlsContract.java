package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.text;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.TlsConfig;
import us.apolo.images.testkit.wire.Certificates;
import us.apolo.images.testkit.wire.WireServer;

/** Whom a transport trusts, and who it is. */
public interface TlsContract extends TransportUnderTest {
    private static WireServer serverAs(String alias) throws Exception {
        return WireServer.builder()
                .tls(Certificates.made().serverContext(alias))
                .start(exchange -> exchange.respond(200, exchange.method()));
    }

    private static HttpTransportConfig trusting(X509TrustManager trust) {
        return Limits.PATIENT.withTls(new TlsConfig(trust, List.of()));
    }

    /** The platform's authorities do not know ours. */
    @Test
    default void anUnknownAuthorityIsNotTrusted() throws Exception {
        try (var server = serverAs("server");
                var transport = create(Limits.PATIENT)) {
            assertThrows(IOException.class, () -> transport.exchange(get(server.uri())));
            assertEquals(0, server.requests());
        }
    }

    /** To trust one authority is not to trust another. */
    @Test
    default void anotherAuthorityIsNotTrusted() throws Exception {
        try (var server = serverAs("server");
                var transport = create(trusting(Certificates.made().trustInAnother()))) {
            assertThrows(IOException.class, () -> transport.exchange(get(server.uri())));
            assertEquals(0, server.requests());
        }
    }

    /** One's own authority is trusted, and the connection is used again as any other. */
    @Test
    default void anAuthorityOfOnesOwnIsTrusted() throws Exception {
        try (var server = serverAs("server");
                var transport = create(trusting(Certificates.made().trust()))) {
            assertEquals("GET", textOf(transport, get(server.uri())));
            assertEquals("POST", textOf(transport, post(server.uri(), text("x".repeat(100_000)))));
            assertEquals("GET", textOf(transport, get(URI.create("https://localhost:" + server.port()))));
            assertTrue(server.accepted() <= 2);
        }
    }

    /** A stale connection is no error with TLS, either, although the server takes its leave in bytes. */
    @Test
    default void aStaleConnectionIsNoError() throws Exception {
        try (var server = serverAs("server");
                var transport = create(trusting(Certificates.made().trust()))) {
            assertEquals("GET", textOf(transport, get(server.uri())));
            server.closeIdle();
            assertTrue(server.awaitOpen(0, Duration.ofSeconds(30)));
            assertEquals("GET", textOf(transport, get(server.uri())));
        }
    }

    /** The certificate is for another host. */
    @Test
    default void aWrongHostNameIsRefused() throws Exception {
        try (var server = serverAs("elsewhere");
                var transport = create(trusting(Certificates.made().trust()))) {
            assertThrows(IOException.class, () -> transport.exchange(get(server.uri())));
            assertEquals(0, server.requests());
        }
    }

    /** Whoever trusts every certificate still does not take one host for another. */
    @Test
    default void aWrongHostNameIsRefusedByThoseWhoTrustEverybody() throws Exception {
        for (var trust : new X509TrustManager[] {new TrustsAll(), new TrustsAllAndSockets()}) {
            try (var server = serverAs("elsewhere");
                    var transport = create(trusting(trust))) {
                assertThrows(IOException.class, () -> transport.exchange(get(server.uri())));
                assertEquals(0, server.requests());
            }
        }
    }

    /** A server that wants to know its clients gets to know them. */
    @Test
    default void anIdentityIsPresented() throws Exception {
        var certificates = Certificates.made();
        try (var server = WireServer.builder()
                        .tls(certificates.serverContext("server"))
                        .clientCertificate()
                        .start(exchange -> exchange.respond(200, "known"));
                var stranger = create(trusting(certificates.trust()));
                var transport = create(
                        Limits.PATIENT.withTls(new TlsConfig(certificates.trust(), certificates.identity("client"))))) {
            assertThrows(IOException.class, () -> textOf(stranger, get(server.uri())));
            assertEquals("known", textOf(transport, get(server.uri())));
            assertEquals(1, server.requests());
        }
    }

    /** What is no TLS is an error. */
    @Test
    default void aServerThatSpeaksNoTlsIsAnError() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(200));
                var transport = create(Limits.PATIENT)) {
            var uri = URI.create("https://" + server.authority());
            assertThrows(IOException.class, () -> transport.exchange(get(uri)));
        }
    }
}
