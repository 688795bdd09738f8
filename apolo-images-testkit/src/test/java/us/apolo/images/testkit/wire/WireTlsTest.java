package us.apolo.images.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.RegistryServer;

@Timeout(60)
class WireTlsTest {
    private static final char[] PASSWORD = "for-this-test".toCharArray();

    @TempDir
    Path folder = Path.of("");

    private KeyStore keys;

    WireTlsTest() throws Exception {
        keys = KeyStore.getInstance("PKCS12");
    }

    @BeforeEach
    void makeKeys() throws Exception {
        var file = folder.resolve("keys.p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        assertThat(keytool.waitFor())
                .as(new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        keys = KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private SSLContext context(boolean withKeys) throws Exception {
        var identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(keys, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(withKeys ? identity.getKeyManagers() : null, trust.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<String> get(WireServer server, String path, boolean withKeys) throws Exception {
        return get(server.uri(), path, withKeys);
    }

    private HttpResponse<String> get(URI server, String path, boolean withKeys) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(context(withKeys))
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(server.resolve(path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void bodiesOfEachKindArriveOverTls() throws Exception {
        try (var server = WireServer.builder().tls(context(true)).start(exchange -> {
            switch (exchange.path()) {
                case "/length" -> exchange.respond(200, "by length");
                case "/chunks" -> {
                    try (var body = exchange.respondChunked(200, HttpHeaders.empty())) {
                        body.write("in chunks".getBytes(StandardCharsets.UTF_8));
                    }
                }
                default -> {
                    try (var body = exchange.respondUntilClose(200, HttpHeaders.empty())) {
                        body.write("until the end".getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        })) {
            assertThat(server.uri().getScheme()).isEqualTo("https");
            assertThat(get(server, "/length", false).body()).isEqualTo("by length");
            assertThat(get(server, "/chunks", false).body()).isEqualTo("in chunks");
            assertThat(get(server, "/end", false).body()).isEqualTo("until the end");
        }
    }

    @Test
    void aResetIsAnErrorOverTlsToo() throws Exception {
        try (var server = WireServer.builder().tls(context(true)).start(WireExchange::reset)) {
            assertThatThrownBy(() -> get(server, "/", false)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientIsAskedForItsCertificate() throws Exception {
        try (var server = WireServer.builder()
                .tls(context(true))
                .clientCertificate()
                .start(exchange -> exchange.respond(200, "known"))) {
            assertThat(get(server, "/", true).body()).isEqualTo("known");
            assertThatThrownBy(() -> get(server, "/", false)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aRegistrySpeaksTlsAndNamesItselfSo() throws Exception {
        try (var server = RegistryServer.builder()
                .tls(context(true))
                .user("alice", "secret")
                .bearer()
                .start()) {
            var answer = get(server.uri(), "/v2/", false);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer realm=\"https://" + server.authority() + "/token\"");
        }
    }
}
