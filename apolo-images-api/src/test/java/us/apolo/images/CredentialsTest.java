package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
    @Test
    void noSecretIsShown() {
        assertThat(new Credentials("somebody", "secret").toString())
                .doesNotContain("secret")
                .doesNotContain("somebody");
    }

    @Test
    void aUserNameMayBeEmptyAndAPasswordMayHaveColons() {
        assertThat(new Credentials("", "a:b").password()).isEqualTo("a:b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sec:ret", "sec\nret", "sec\0ret", "sec\u007fret"})
    void aUserNameThatHttpBasicCannotCarryIsRefusedAndNotShown(String username) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials(username, "x"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sec"));
    }

    @Test
    void aPasswordWithControlCharactersIsRefusedAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Credentials("x", "sec\rret"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("sec"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host:5001", "sub.host:5000", "host:5000.example.org", "xhost:5000", ""})
    void credentialsGoToNoOtherRegistry(String other) {
        var provider = CredentialsProvider.of("host:5000", "somebody", "secret");
        assertThat(provider.credentials(other)).isEmpty();
        assertThat(provider.credentials("host:5000")).contains(new Credentials("somebody", "secret"));
        assertThat(provider.credentials("HOST:5000")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.org, registry.example.org",
        "HTTP://Registry.Example.org/, registry.example.org",
        "registry.example.org/, REGISTRY.example.org",
        "registry.example.org:5000/v2/, registry.example.org:5000",
        "https://[::1]:5000/x, [::1]:5000",
        "' registry.example.org ', registry.example.org",
        "https://index.docker.io/v1/, registry-1.docker.io",
        "docker.io, registry-1.docker.io",
        "registry-1.docker.io, docker.io"
    })
    void aRegistryIsKnownByItsAddressToo(String given, String asked) {
        assertThat(CredentialsProvider.of(given, "somebody", "secret").credentials(asked))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.org, registry.example.org:443",
        "registry.example.org:5000/, registry.example.org",
        "https://index.docker.io/v1/, index.docker.io.evil.example",
        "https://evil.example/registry.example.org, registry.example.org"
    })
    void anAddressStandsForNoOtherRegistry(String given, String asked) {
        assertThat(CredentialsProvider.of(given, "somebody", "secret").credentials(asked))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "https://", "/registry", "ftp://registry.example.org", "me:secret@registry.example.org"
            })
    void whatIsNoRegistryIsRefused(String given) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> CredentialsProvider.of(given, "somebody", "secret"))
                .withMessageContaining("a registry is a host")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @Test
    void credentialsAreMadeAnewForEachQuestionAboutTheirRegistryAlone() {
        var calls = new AtomicInteger();
        var provider = CredentialsProvider.of("host", () -> new Credentials("", "token-" + calls.incrementAndGet()));
        assertThat(provider.credentials("other")).isEmpty();
        assertThat(calls).hasValue(0);
        var first = provider.credentials("host").orElseThrow();
        assertThat(first.password()).isEqualTo("token-1");
        assertThat(provider.renew("host", first)).contains(new Credentials("", "token-2"));
        assertThat(provider.renew("other", first)).isEmpty();
        assertThat(calls).hasValue(2);
    }

    @Test
    void theAnonymousProviderHasNone() {
        assertThat(CredentialsProvider.anonymous().credentials("host")).isEmpty();
        assertThat(CredentialsProvider.anonymous().renew("host", new Credentials("a", "b")))
                .isEmpty();
    }

    @Test
    void anIdentityTokenStandsInPlaceOfAPassword() {
        var identity = Credentials.identityToken("identity");
        assertThat(identity.isIdentityToken()).isTrue();
        assertThat(identity.password()).isEqualTo("identity");
        assertThat(identity).isEqualTo(new Credentials("<token>", "identity"));
        assertThat(identity.toString()).doesNotContain("identity");
        assertThat(new Credentials("alice", "identity").isIdentityToken()).isFalse();
    }

    @Test
    void ofSeveralProvidersTheFirstThatKnowsARegistryCounts() {
        var asked = new ArrayList<String>();
        var provider = CredentialsProvider.firstOf(
                CredentialsProvider.of("one", "somebody", "first"),
                registry -> {
                    asked.add(registry);
                    return Optional.of(new Credentials("somebody", "second"));
                },
                CredentialsProvider.of("two", "somebody", "third"));

        assertThat(provider.credentials("one")).contains(new Credentials("somebody", "first"));
        assertThat(asked).isEmpty();
        assertThat(provider.credentials("two")).contains(new Credentials("somebody", "second"));
        assertThat(asked).containsExactly("two");
        assertThat(CredentialsProvider.firstOf().credentials("one")).isEmpty();
    }

    @Test
    void ofSeveralProvidersTheFirstThatHasOthersRenews() {
        var refused = new Credentials("somebody", "old");
        var renewing = new CredentialsProvider() {
            @Override
            public Optional<Credentials> credentials(String registry) {
                return Optional.of(refused);
            }

            @Override
            public Optional<Credentials> renew(String registry, Credentials old) {
                return Optional.of(new Credentials("somebody", "not " + old.password()));
            }
        };
        var provider = CredentialsProvider.firstOf(CredentialsProvider.anonymous(), renewing);

        assertThat(provider.credentials("host")).contains(refused);
        assertThat(provider.renew("host", refused)).contains(new Credentials("somebody", "not old"));
    }
}
