package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {
    @ParameterizedTest
    @CsvSource({
        "unix:///var/run/docker.sock, unix:///var/run/docker.sock",
        "unix:///a folder/docker.sock, unix:///a folder/docker.sock",
        "npipe:////./pipe/docker_engine, npipe:////./pipe/docker_engine",
        "tcp://127.0.0.1:1234, tcp://127.0.0.1:1234",
        "tcp://engine.example, tcp://engine.example:2375",
        "TCP://engine.example/, tcp://engine.example:2375",
        "http://engine.example:80/below/it//, tcp://engine.example:80/below/it",
        "http://engine.example:80/below/it/, tcp://engine.example:80/below/it",
        "https://engine.example, https://engine.example:2376",
        "tcp://[::1]:2375, tcp://[::1]:2375",
        "127.0.0.1:2375, tcp://127.0.0.1:2375",
        "engine.example:2375, tcp://engine.example:2375",
    })
    void whatDockerHostMayHoldIsUnderstood(String text, String address) {
        assertThat(EngineAddress.parse(text)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "docker",
                "/var/run/docker.sock",
                "unix://",
                "unix://relative.sock",
                "unix:///a\u0000b",
                "tcp://",
                "tcp://:2375",
                "tcp://host:port",
                "tcp://host:65536",
                "tcp://host?query",
                "fd://",
                "unix:/var/run/docker.sock"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> EngineAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sshIsRefusedWithAWayOut() {
        assertThatThrownBy(() -> EngineAddress.parse("ssh://me@far.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ssh:// is not supported")
                .hasMessageContaining("ssh -L")
                .hasMessageNotContaining("far.example");
    }

    @Test
    void aPasswordInAnAddressIsNotShown() {
        assertThatThrownBy(() -> EngineAddress.parse("tcp://me:topsecret@engine.example:2375"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("topsecret")
                .hasNoCause();
    }

    @Test
    void withTlsAnAddressOnTheNetworkHasTheOtherPort() {
        assertThat(EngineAddress.parse("tcp://engine.example").withTls()).hasToString("https://engine.example:2376");
        assertThat(EngineAddress.parse("tcp://engine.example:99").withTls()).hasToString("https://engine.example:99");
        assertThat(EngineAddress.parse("unix:///a").withTls()).hasToString("unix:///a");
    }
}
