package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.wire.WireServer;

/** Who the library says it is, on the wire. */
class UserAgentTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "apache"})
    void hasTheVersionOfThePom(String transport) {
        try (var server = WireServer.start(exchange -> {
                    seen.addAll(exchange.headers().all("User-Agent"));
                    exchange.respond(200, "{\"repositories\":[]}");
                });
                var images = ApoloImages.builder()
                        .config(ApoloConfig.builder()
                                .cluster("default", server.uri())
                                .build())
                        .transport(transport)
                        .localStore(new InMemoryStore())
                        .build()) {
            assertThat(images.list()).isEmpty();
        }

        assertThat(seen).containsExactly("apolo-images/" + System.getProperty("version"));
    }
}
