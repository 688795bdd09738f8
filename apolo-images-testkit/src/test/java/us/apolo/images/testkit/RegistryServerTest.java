package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.testkit.Client.basic;

import java.net.ConnectException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.ImageNotFoundException;

@Timeout(60)
class RegistryServerTest {
    @Test
    void itTellsWhatItHas() {
        try (var server = RegistryServer.start()) {
            var image = TestImage.builder().build();
            assertThat(server.repositories()).isEmpty();
            assertThat(server.put("team/app", "v1", image)).isEqualTo(image.digest());
            assertThat(server.put("team/app", "v2", TestImage.index(image))).isNotEqualTo(image.digest());

            assertThat(server.repositories()).containsExactly("team/app");
            assertThat(server.tags("team/app")).containsExactly("v1", "v2");
            assertThat(server.digest("team/app", "v1")).isEqualTo(image.digest());
            assertThatThrownBy(() -> server.digest("team/app", "v3"))
                    .isInstanceOf(ImageNotFoundException.class)
                    .hasMessageContaining("team/app:v3")
                    .hasMessageContaining(server.authority());
            assertThat(server.uri()).hasToString("http://" + server.authority());
        }
    }

    @Test
    void itRemembersWhatWasAskedAndNoSecrets() throws Exception {
        try (var server = RegistryServer.builder().user("alice", "hidden").start()) {
            var client = new Client(server);
            client.get("/v2/_catalog?n=5", "Authorization", basic("alice", "hidden"));
            client.send("POST", "/v2/app/blobs/uploads/");

            assertThat(server.requests())
                    .containsExactly(
                            new RecordedRequest("GET", "/v2/_catalog", "n=5", 200),
                            new RecordedRequest("POST", "/v2/app/blobs/uploads/", "", 401));
            assertThat(server.requests().get(0)).hasToString("GET /v2/_catalog?n=5 gave 200");
            assertThat(new RecordedRequest("GET", "/v2/", "", 0)).hasToString("GET /v2/ gave no answer");
            assertThat(server.requests().toString()).doesNotContain("hidden").doesNotContain("alice");
            server.forgetRequests();
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void aClosedRegistryIsGone() throws Exception {
        var server = RegistryServer.start();
        var client = new Client(server);
        client.get("/v2/");
        assertThat(server.openConnections()).isPositive();
        server.closeIdleConnections();
        assertThat(client.get("/v2/").statusCode()).isEqualTo(200);

        server.close();
        server.close();

        assertThat(server.openConnections()).isZero();
        assertThatThrownBy(() -> client.get("/v2/")).isInstanceOf(ConnectException.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread ->
                        thread.getName().startsWith("wire-" + server.uri().getPort()));
    }

    @Test
    void eachRegistryOfABuilderIsOneOfItsOwn() {
        var builder = RegistryServer.builder();
        try (var one = builder.start();
                var other = builder.start()) {
            one.put("app", "v1", TestImage.builder().build());
            assertThat(other.repositories()).isEmpty();
            assertThat(one.authority()).isNotEqualTo(other.authority());
        }
    }

    @Test
    void limitsThatCannotBeAreRefused() {
        var builder = RegistryServer.builder();
        for (var wrong : List.<Runnable>of(
                () -> builder.pageLimit(0),
                () -> builder.maxManifest(-1),
                () -> builder.maxBlob(-1),
                () -> builder.user("with:colon", "x"))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
