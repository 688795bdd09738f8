package us.apolo.images.core.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealmTest {
    private static final URI SECURE = URI.create("https://registry.example.org/v2/");
    private static final URI PLAIN = URI.create("http://registry.example.org:5000/v2/");

    @ParameterizedTest
    @CsvSource({
        "https://auth.example.org/token, https://auth.example.org/token",
        "HTTPS://auth.example.org, HTTPS://auth.example.org/",
        "https://auth.example.org?a=b, https://auth.example.org/?a=b",
        "https://auth.example.org:8443/token?a=b#part, https://auth.example.org:8443/token?a=b",
        "http://127.0.0.1:5001/auth, http://127.0.0.1:5001/auth",
        "http://localhost/token, http://localhost/token",
        "http://[::1]:5001/token, http://[::1]:5001/token"
    })
    void credentialsMayGoThereOverTlsOrOnThisMachine(String text, String expected) {
        assertThat(Realm.parse(text, SECURE)).hasToString(expected);
        assertThat(Realm.parse(text, PLAIN)).hasToString(expected);
    }

    @Test
    void aRegistryThatIsSpokenToInTheOpenMayHaveItsTokenServerBesideIt() {
        assertThat(Realm.parse("http://Registry.example.org:5001/auth", PLAIN))
                .hasToString("http://Registry.example.org:5001/auth");
        assertThatThrownBy(() -> Realm.parse("http://registry.example.org/auth", SECURE))
                .hasMessageContaining("is not over TLS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://auth.example.org/token",
                "http://registry.example.org.evil.example/token",
                "http://127.0.0.1.evil.example/token",
                "http://localhost.evil.example/",
                "http://2130706433/"
            })
    void nothingElseIsFollowedInTheOpen(String text) {
        assertThatThrownBy(() -> Realm.parse(text, PLAIN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not over TLS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/token",
                "token",
                "//auth.example.org/token",
                "https:",
                "https:/token",
                "https://",
                "https://alice:canary@auth.example.org/token",
                "http://alice:canary@localhost/token",
                "ftp://auth.example.org/canary",
                "file:///canary",
                "mailto:canary",
                "https://auth.example.org:0/canary",
                "https://auth.example.org:65536/canary",
                "https://auth example.org/canary",
                "https://auth.example.org/%zz/canary",
                "https://auth_example/canary",
                "http://0x7f.1/canary",
                "javascript:canary"
            })
    void nonsenseIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> Realm.parse(text, SECURE))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("alice");
    }
}
