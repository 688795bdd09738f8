package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;

class RegistryAddressesTest {
    private final RegistryAddresses addresses = new RegistryAddresses(ApoloConfig.builder()
            .cluster("plain", URI.create("http://Plain.example.org:8080/some/path"))
            .cluster("secure", URI.create("HTTPS://secure.example.org"))
            .cluster("local", URI.create("https://localhost:5443"))
            .cluster("again", URI.create("http://secure.example.org"))
            .build());

    @ParameterizedTest
    @CsvSource({
        "plain.example.org:8080, http://plain.example.org:8080/v2/",
        "PLAIN.example.org:8080, http://PLAIN.example.org:8080/v2/",
        "plain.example.org, https://plain.example.org/v2/",
        "secure.example.org, https://secure.example.org/v2/",
        "localhost:5443, https://localhost:5443/v2/"
    })
    void aClusterIsSpokenToByTheSchemeOfItsFirstUrl(String registry, String expected) {
        assertThat(addresses.root(registry)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:5000",
                "LocalHost:5000",
                "127.0.0.1",
                "127.0.0.1:5000",
                "127.1.2.3:1",
                "[::1]",
                "[::1]:5000"
            })
    void thisMachineIsSpokenToByPlainHttp(String registry) {
        assertThat(addresses.root(registry)).hasToString("http://" + registry + "/v2/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.org",
                "registry.example.org:80",
                "localhost.example.org",
                "127.0.0.1.example.org",
                "127.example.org:5000",
                "128.0.0.1",
                "10.0.0.1:5000",
                "[::2]:5000",
                "[2001:db8::1]"
            })
    void anyOtherIsSpokenToSecurely(String registry) {
        assertThat(addresses.root(registry)).hasToString("https://" + registry + "/v2/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host/path",
                "host?query",
                "host#fragment",
                "user@host",
                "user:password@host",
                "registry.example.org@other.example.org",
                "host\\other",
                "ho st",
                "host:port",
                "host:1:2",
                "[::1",
                "[::1]x",
                "höst",
                "host%2fother",
                ":5000"
            })
    void whatIsNoAuthorityIsRefused(String registry) {
        assertThatThrownBy(() -> addresses.root(registry))
                .isInstanceOf(InvalidNameException.class)
                .hasMessageContaining("a registry is a host");
    }

    @Test
    void theMessageShowsNoPassword() {
        assertThatThrownBy(() -> addresses.root("user:password@host"))
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("password"));
    }

    @Test
    void anyNumberOfRegistriesIsFoundAgain() {
        for (var round = 0; round < 2; round++) {
            for (var i = 1; i <= 200; i++) {
                assertThat(addresses.root("host:" + i)).hasToString("https://host:" + i + "/v2/");
            }
        }
    }
}
