package us.apolo.images.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;

class OptionsTest {
    private static final String URL = "https://registry.example.org";

    @Test
    void withoutArgumentsEverythingIsPrivate() {
        var options = read(Map.of(Options.USER, "alice"));

        assertThat(options.registry()).isEmpty();
        assertThat(options.engine()).isEmpty();
        assertThat(options.credentials()).isEmpty();
    }

    @Test
    void registryAndEngineAreTaken() {
        var options = read(Map.of(), "--engine", "unix:///run/docker.sock", "--registry", URL);

        assertThat(options.registry()).contains(URI.create(URL));
        assertThat(options.engine()).contains("unix:///run/docker.sock");
        assertThat(options.docker()).isTrue();
        assertThat(options.credentials()).isEmpty();
    }

    @Test
    void anEngineIsUsedOnlyIfItIsAskedFor() {
        assertThat(read(Map.of()).docker()).isFalse();
        assertThat(read(Map.of(), "--registry", URL).docker()).isFalse();
        assertThat(read(Map.of(), "--docker", "--registry", URL).docker()).isTrue();
    }

    @Test
    void userAndPasswordComeFromTheEnvironment() {
        var options = read(Map.of(Options.USER, "alice", Options.PASSWORD, "hidden"), "--registry", URL);

        assertThat(options.credentials()).contains(new Credentials("alice", "hidden"));
        assertThat(options.toString()).doesNotContain("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {Options.USER, Options.PASSWORD})
    void oneOfUserAndPasswordIsNotEnough(String name) {
        assertThatThrownBy(() -> read(Map.of(name, "hidden"), "--registry", URL))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(Options.USER)
                .hasMessageContaining(Options.PASSWORD)
                .hasMessageNotContaining("hidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--registry", "--engine"})
    void aValueMustFollow(String option) {
        assertThatThrownBy(() -> read(Map.of(), option))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(option);
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThatThrownBy(() -> read(Map.of(), "--password", "x"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--password");
    }

    @Test
    void aRegistryIsAUrl() {
        assertThatThrownBy(() -> read(Map.of(), "--registry", "not a url"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("https://");
    }

    private static Options read(Map<String, String> environment, String... arguments) {
        return Options.read(arguments, environment);
    }
}
