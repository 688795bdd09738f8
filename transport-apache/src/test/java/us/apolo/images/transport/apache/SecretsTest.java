package us.apolo.images.transport.apache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.Credentials;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.ProxyConfig;
import us.apolo.images.testkit.wire.WireServer;

/** HttpClient is known to log headers and bodies at debug level; here everything is at the finest level. */
class SecretsTest {
    private static final String SECRET = "sesame";

    private final Logger root = Logger.getLogger("");
    private final Level level = Optional.ofNullable(root.getLevel()).orElse(Level.INFO);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord line) {
            lines.add(formatter.format(line));
        }

        @Override
        public void flush() {
            // Lines are kept at once.
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    };

    @BeforeEach
    void listen() {
        handler.setLevel(Level.ALL);
        root.setLevel(Level.ALL);
        root.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(handler);
        root.setLevel(level);
    }

    @Test
    void nothingOfARequestOrAResponseIsLogged() throws Exception {
        var secretFields = HttpHeaders.builder().add("Set-Cookie", SECRET).add("Location", "/?" + SECRET);
        try (var server = WireServer.start(
                        exchange -> exchange.respond(200, secretFields.build(), SECRET.getBytes(UTF_8)));
                var straight = ApacheTransport.create(HttpTransportConfig.DEFAULT);
                var proxied = ApacheTransport.create(HttpTransportConfig.DEFAULT.withProxy(new ProxyConfig(
                        "127.0.0.1", server.port(), Optional.of(new Credentials("user", SECRET)), Set.of())))) {
            var asked = HttpHeaders.builder()
                    .add("Authorization", "Basic " + SECRET)
                    .build();
            var body = HttpBody.of(SECRET.getBytes(UTF_8));
            for (var uri : new URI[] {server.uri().resolve("/?" + SECRET), URI.create("http://registry.example/")}) {
                var transport = uri.getHost().equals("127.0.0.1") ? straight : proxied;
                try (var response = transport.exchange(new HttpRequest("PUT", uri, asked, body))) {
                    assertThat(response.body().readAllBytes()).asString().isEqualTo(SECRET);
                }
            }
        }
        assertThat(lines).as("HttpClient's debug log").anyMatch(line -> line.contains("endpoint leased"));
        assertThat(lines).noneMatch(line -> line.contains(SECRET));
        assertThat(lines).noneMatch(line -> line.contains("dXNlcjpzZXNhbWU"));
    }
}
