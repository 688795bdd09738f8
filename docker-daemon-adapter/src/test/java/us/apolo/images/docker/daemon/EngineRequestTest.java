package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.docker.daemon.Transfers.DIGEST;

import org.junit.jupiter.api.Test;
import us.apolo.images.Platform;
import us.apolo.images.port.engine.EngineName;

class EngineRequestTest {
    private static final EngineName NAME = new EngineName("[::1]:5000/org/app", "v1");

    @Test
    void namesStandInPathsAsTheyAreButForBrackets() {
        assertThat(EngineRequest.inspect(NAME)).hasToString("GET /images/%5B::1%5D:5000/org/app:v1/json");
        assertThat(EngineRequest.untag(NAME)).hasToString("DELETE /images/%5B::1%5D:5000/org/app:v1");
        assertThat(EngineRequest.push(NAME, "")).hasToString("POST /images/%5B::1%5D:5000/org/app/push?tag=v1");
    }

    @Test
    void namesInQueriesAreEscaped() {
        assertThat(EngineRequest.tag(DIGEST, NAME))
                .hasToString("POST /images/" + DIGEST + "/tag?repo=%5B%3A%3A1%5D%3A5000%2Forg%2Fapp&tag=v1");
        assertThat(EngineRequest.pull(NAME, new Platform("linux", "arm64", "v8"), ""))
                .hasToString("POST /images/create?fromImage=%5B%3A%3A1%5D%3A5000%2Forg%2Fapp&tag=v1"
                        + "&platform=linux%2Farm64%2Fv8");
    }

    @Test
    void theLoginIsNotShown() {
        assertThat(EngineRequest.pull(NAME, null, "topsecret").toString()).doesNotContain("topsecret");
        assertThat(EngineRequest.push(NAME, "topsecret").headers()).containsValue("topsecret");
    }
}
