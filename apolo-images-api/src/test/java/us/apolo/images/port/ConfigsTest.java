package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;

class ConfigsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-0.001S"})
    void aTimeLimitIsMoreThanZero(String duration) {
        var limit = Duration.parse(duration);
        var config = HttpTransportConfig.DEFAULT;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withTimeouts(limit, SECOND))
                .withMessageContaining("connectTimeout is more than zero, not " + limit);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.withTimeouts(SECOND, limit))
                .withMessageContaining("readTimeout is more than zero, not " + limit);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LocalDockerConfig(null, limit))
                .withMessageContaining("connectTimeout is more than zero, not " + limit);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aHostHasOneConnectionAtLeast(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpTransportConfig.DEFAULT.withConnectionsPerHost(number))
                .withMessageContaining("connectionsPerHost is one or more, not " + number);
    }

    @Test
    void aChangedTransportConfigurationKeepsTheRest() {
        var proxy = new ProxyConfig("proxy", 3128);
        var config = HttpTransportConfig.DEFAULT
                .withTimeouts(SECOND, Duration.ofSeconds(2))
                .withConnectionsPerHost(3)
                .withProxy(proxy)
                .withTls(null);
        assertThat(config).isEqualTo(new HttpTransportConfig(SECOND, Duration.ofSeconds(2), 3, null, proxy));
        assertThat(config.withProxy(null).proxy()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void aProxyHasAPort(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProxyConfig("proxy", port))
                .withMessage("Not a port: " + port);
    }

    @Test
    void aProxyKeepsItsSecretsToItself() {
        var direct = new HashSet<>(Set.of("localhost"));
        var proxy = new ProxyConfig("proxy", 65535, Optional.of(new Credentials("somebody", "secret")), direct);
        direct.clear();
        assertThat(proxy.direct()).containsExactly("localhost");
        assertThat(proxy.toString()).contains("proxy").doesNotContain("secret").doesNotContain("somebody");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void theLocationOfALocalStoreIsNotBlank(String location) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LocalDockerConfig.DEFAULT.withLocation(location))
                .withMessageContaining("A location is not blank");
    }

    @Test
    void aChangedLocationKeepsTheTimeLimit() {
        var config = new LocalDockerConfig(null, SECOND).withLocation("unix:///run/docker.sock");
        assertThat(config).isEqualTo(new LocalDockerConfig("unix:///run/docker.sock", SECOND));
        assertThat(LocalDockerConfig.DEFAULT.location()).isNull();
    }
}
