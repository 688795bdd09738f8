package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static us.apolo.images.testkit.contract.Requests.get;
import static us.apolo.images.testkit.contract.Requests.post;
import static us.apolo.images.testkit.contract.Requests.text;
import static us.apolo.images.testkit.contract.Requests.textOf;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.ProxyConfig;
import us.apolo.images.port.TlsConfig;
import us.apolo.images.testkit.wire.Certificates;
import us.apolo.images.testkit.wire.WireServer;

/** The way through a proxy, and past it. */
public interface ProxyContract extends TransportUnderTest {
    private static HttpTransportConfig through(PlayedProxy proxy, Set<String> direct) {
        var config = proxy.config();
        return Limits.PATIENT.withProxy(
                new ProxyConfig(config.host(), config.port(), Optional.of(PlayedProxy.USER), direct));
    }

    private static HttpTransportConfig withTrust(HttpTransportConfig config) throws Exception {
        return config.withTls(new TlsConfig(Certificates.made().trust(), List.of()));
    }

    /** A plain request is put to the proxy, with the whole URL and the credentials from the start. */
    @Test
    default void aPlainRequestIsPutToTheProxy() throws IOException {
        try (var proxy = new PlayedProxy(PlayedProxy.BASIC);
                var transport = create(through(proxy, Set.of()))) {
            var uri = URI.create("http://registry.example:5000/v2/a%2Fb?n=1");
            assertEquals("by the proxy", textOf(transport, get(uri, "Authorization", "Basic dTpw")));
            assertEquals("by the proxy", textOf(transport, post(uri, text("text"))));

            var asked = proxy.asked().get(0);
            assertEquals("GET", asked.method());
            assertEquals("http://registry.example:5000/v2/a%2Fb?n=1", asked.target());
            assertEquals(List.of("registry.example:5000"), asked.headers().all("Host"));
            assertEquals(List.of("Basic dTpw"), asked.headers().all("Authorization"));
            assertEquals(2, proxy.asked().size());
            assertEquals(1, proxy.accepted());
        }
    }

    /** TLS goes in a tunnel: the proxy learns where to, and the host learns nothing of the proxy. */
    @Test
    default void tlsGoesInATunnel() throws Exception {
        var seen = new CopyOnWriteArrayList<HttpHeaders>();
        try (var server = WireServer.builder()
                        .tls(Certificates.made().serverContext("server"))
                        .start(exchange -> {
                            seen.add(exchange.headers());
                            exchange.respond(200, exchange.target());
                        });
                var proxy = new PlayedProxy(PlayedProxy.BASIC);
                var transport = create(withTrust(through(proxy, Set.of())))) {
            var uri = server.uri().resolve("/v2/?n=1");
            assertEquals("/v2/?n=1", textOf(transport, get(uri, "Authorization", "Basic dTpw")));
            assertEquals("/v2/?n=1", textOf(transport, post(uri, text("text"))));

            var asked = proxy.asked().get(0);
            assertEquals("CONNECT", asked.method());
            assertEquals(server.authority(), asked.target());
            var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            names.addAll(asked.headers().asMap().keySet());
            names.removeAll(Set.of("Host", "Proxy-Authorization", "Proxy-Connection", "Connection"));
            assertTrue(names.isEmpty(), () -> "the proxy is told of " + names);
            assertEquals(1, proxy.asked().size(), "the tunnel is used again");
            assertEquals(List.of("Basic dTpw"), seen.get(0).all("Authorization"));
            seen.forEach(headers -> assertEquals(List.of(), headers.all("Proxy-Authorization")));
        }
    }

    /** In a tunnel, too, the host has to prove who it is. */
    @Test
    default void theHostIsCheckedInATunnel() throws Exception {
        try (var server = WireServer.builder()
                        .tls(Certificates.made().serverContext("elsewhere"))
                        .start(exchange -> exchange.respond(200));
                var proxy = new PlayedProxy(PlayedProxy.BASIC);
                var transport = create(withTrust(through(proxy, Set.of())))) {
            assertThrows(IOException.class, () -> transport.exchange(get(server.uri())));
            assertEquals(0, server.requests());
        }
    }

    /** A proxy that refuses a tunnel is an error that does not show the credentials. */
    @Test
    default void aRefusedTunnelIsAnError() throws Exception {
        try (var server = WireServer.start(exchange -> exchange.respond(200));
                var proxy = new PlayedProxy("Basic other");
                var transport = create(withTrust(through(proxy, Set.of())))) {
            var uri = URI.create("https://" + server.authority());
            var failure = assertThrows(IOException.class, () -> transport.exchange(get(uri)));
            var told = new StringWriter();
            failure.printStackTrace(new PrintWriter(told));
            assertFalse(told.toString().contains(PlayedProxy.BASIC.substring(6)));
            assertFalse(told.toString().contains(PlayedProxy.USER.password()));
            assertEquals(0, server.accepted());
        }
    }

    /** A plain request that the proxy refuses is a response as any other. */
    @Test
    default void aRefusedRequestIsAResponse() throws IOException {
        try (var proxy = new PlayedProxy("Basic other");
                var transport = create(through(proxy, Set.of()));
                var response = transport.exchange(get(URI.create("http://registry.example/")))) {
            assertEquals(407, response.status());
            assertEquals(1, proxy.asked().size());
        }
    }

    /** A proxy that is told nothing. */
    @Test
    default void aProxyWithoutCredentialsIsToldNothing() throws Exception {
        try (var server = WireServer.builder()
                        .tls(Certificates.made().serverContext("server"))
                        .start(exchange -> exchange.respond(200, "text"));
                var proxy = new PlayedProxy("");
                var transport = create(withTrust(Limits.PATIENT.withProxy(proxy.config())))) {
            assertEquals("by the proxy", textOf(transport, get(URI.create("http://registry.example/"))));
            assertEquals("text", textOf(transport, get(server.uri())));
            assertEquals(2, proxy.asked().size());
            proxy.asked()
                    .forEach(asked -> assertEquals(List.of(), asked.headers().all("Proxy-Authorization")));
        }
    }

    /** Hosts that are to be reached without it are, by either scheme, and learn nothing of the credentials. */
    @Test
    default void aDirectHostIsReachedWithoutTheProxy() throws Exception {
        var seen = new CopyOnWriteArrayList<HttpHeaders>();
        try (var plain = WireServer.start(exchange -> {
                    seen.add(exchange.headers());
                    exchange.respond(200, exchange.target());
                });
                var secure = WireServer.builder()
                        .tls(Certificates.made().serverContext("server"))
                        .start(exchange -> {
                            seen.add(exchange.headers());
                            exchange.respond(200, exchange.target());
                        });
                var proxy = new PlayedProxy(PlayedProxy.BASIC);
                var transport = create(withTrust(through(proxy, Set.of("127.0.0.1", "localhost"))))) {
            assertEquals("/a", textOf(transport, get(plain.uri().resolve("/a"))));
            assertEquals("/b", textOf(transport, get(secure.uri().resolve("/b"))));
            assertEquals("/c", textOf(transport, get(URI.create("http://LOCALHOST:" + plain.port() + "/c"))));
            assertEquals(0, proxy.accepted());
            seen.forEach(headers -> assertEquals(List.of(), headers.all("Proxy-Authorization")));
        }
    }

    /** System properties are for programs that have no other way to say it. */
    @Test
    default void systemPropertiesHaveNoSay() throws IOException {
        var names = List.of(
                "http.proxyHost",
                "http.proxyPort",
                "http.nonProxyHosts",
                "socksProxyHost",
                "socksProxyPort",
                "socksNonProxyHosts");
        try (var server = WireServer.start(exchange -> exchange.respond(200, "straight"));
                var proxy = new PlayedProxy("")) {
            var port = String.valueOf(proxy.config().port());
            try {
                System.setProperty("http.proxyHost", "127.0.0.1");
                System.setProperty("http.proxyPort", port);
                System.setProperty("http.nonProxyHosts", "");
                System.setProperty("socksProxyHost", "127.0.0.1");
                System.setProperty("socksProxyPort", port);
                System.setProperty("socksNonProxyHosts", "");
                try (var transport = create(Limits.PATIENT)) {
                    assertEquals("straight", textOf(transport, get(server.uri())));
                }
                assertEquals(0, proxy.accepted());
            } finally {
                names.forEach(System::clearProperty);
            }
        }
    }
}
