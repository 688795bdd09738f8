package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.ApoloConfig;

/** What follows the host in the URL of a cluster plays no part, and that is said. */
class ClusterUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://host, 0",
        "https://host/, 0",
        "https://host/v2, 0",
        "https://host/v2/, 0",
        "https://host/path, 1",
        "https://host/v2/path, 1",
        "https://host/?query=canary, 1",
        "https://host#fragment, 1"
    })
    void whatIsIgnoredIsSaid(String url, int lines) {
        try (var logged = new Logged()) {
            ApoloConfig.builder().cluster("default", URI.create(url));

            assertThat(logged.warnings())
                    .hasSize(lines)
                    .allSatisfy(message -> assertThat(message)
                            .startsWith("The registry of the cluster default is asked at https://host/v2/;")
                            .doesNotContain("canary"));
        }
    }
}
