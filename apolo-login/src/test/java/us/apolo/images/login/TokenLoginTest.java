package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.RegistryProtocolException;

/** Logins that are a token and an address: passed to a job, or given by hand. */
class TokenLoginTest {
    private static final URI API = URI.create("https://api.example.org/api/v1");
    private static final String TOKEN = LoginFiles.token("robot", "made-up");

    private final LoginFiles files;
    private final PlayedPlatform platform = new PlayedPlatform().answering(200, PlayedPlatform.CONFIG);

    TokenLoginTest(@TempDir Path temporary) {
        files = LoginFiles.in(temporary);
    }

    private static String passed(String more) {
        return encoded("{\"token\": \"" + TOKEN + "\", \"url\": \"" + API + "/\"" + more + "}");
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private ApoloLogin inJob(String variable, String value) {
        return ApoloLogin.find(files.environment(Map.of(variable, value)), files.home(), Clock.systemUTC());
    }

    private static void is(ApoloConfig config, String cluster, String organization, String project) {
        assertThat(config.clusterName() + " " + config.orgName() + " " + config.projectName())
                .isEqualTo(cluster + " " + organization + " " + project);
    }

    @ParameterizedTest
    @ValueSource(strings = {"APOLO_PASSED_CONFIG", "NEURO_PASSED_CONFIG"})
    void whatIsPassedToAJobCountsBeforeTheFile(String variable) {
        var login =
                inJob(variable, passed(", \"cluster\": \"north\", \"org_name\": \"other\", \"project_name\": \"p\""));

        is(login.config(platform), "north", "other", "p");

        assertThat(login.credentials(platform).credentials("registry.south.example.org"))
                .contains(new Credentials("robot", TOKEN));
        assertThat(login.credentials(platform).credentials("registry.example.org"))
                .isEmpty();
        assertThat(login.details(platform).account()).contains("robot");
        assertThat(platform.requests()).singleElement().satisfies(request -> {
            assertThat(request.toString()).isEqualTo("GET https://api.example.org/api/v1/config");
            assertThat(request.headers().first("Authorization")).contains("Bearer " + TOKEN);
        });
    }

    @Test
    void whatIsNotPassedIsTheFirstThatThereIs() {
        is(inJob("APOLO_PASSED_CONFIG", passed(", \"cluster\": \"north\"")).config(platform), "north", "acme", "art");
        is(inJob("APOLO_PASSED_CONFIG", passed(", \"cluster\": \"south\"")).config(platform), "south", "null", "null");
    }

    @Test
    void aTokenThatIsGivenByHandHasTheFirstClusterThatThereIs() {
        is(ApoloLogin.of(API, TOKEN).config(platform), "north", "acme", "art");
    }

    @Test
    void withoutAPassedConfigurationThereIsNone() {
        assertThatThrownBy(() -> PassedConfig.require(files.environment(Map.of())))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll("APOLO_PASSED_CONFIG is not set", "--pass-config");
        assertThat(PassedConfig.require(
                                files.environment(Map.of("NEURO_PASSED_CONFIG", passed(", \"cluster\": \"c\""))))
                        .name())
                .contains("NEURO_PASSED_CONFIG");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "made.up | it is not base64",
                "bWFkZS11cA== | it is not JSON",
                "e30= | it does not say its url",
                "eyJ1cmwiOiJtYWRlLXVwIn0= | its url is no address",
                "eyJ1cmwiOiJodHRwczovL2EifQ== | it does not say its token",
                "eyJ1cmwiOiJodHRwczovL2EiLCJ0b2tlbiI6Im1hZGUtdXAifQ== | it does not say its cluster"
            })
    void whatIsPassedAndNoConfigurationIsAnErrorThatQuotesNothing(String value, String why) {
        assertThatThrownBy(() -> inJob("APOLO_PASSED_CONFIG", value).config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll("APOLO_PASSED_CONFIG", why, "--pass-config")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("made", value));
    }

    @Test
    void aTokenGoesNowhereWithoutTls() {
        assertThatThrownBy(() -> ApoloLogin.of(URI.create("http://api.example.org"), TOKEN)
                        .config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining("not over TLS");
        assertThat(platform.requests()).isEmpty();

        for (var here : new String[] {"http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"}) {
            assertThat(ApoloLogin.of(URI.create(here), TOKEN).config(platform).clusterName())
                    .isEqualTo("north");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "\u00e9"})
    void whatIsNoTokenIsAnErrorThatQuotesNothing(String token) {
        assertThatThrownBy(() -> ApoloLogin.of(API, token).config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining("no token has");
    }

    @ParameterizedTest
    @CsvSource({
        "401, us.apolo.images.NotAuthenticatedException",
        "403, us.apolo.images.NotAuthenticatedException",
        "404, us.apolo.images.RegistryRefusedException",
        "502, us.apolo.images.RegistryUnavailableException"
    })
    void aRefusalIsTypedAndNotKept(int status, Class<? extends ImagesException> type) {
        var login = ApoloLogin.of(API, TOKEN);
        platform.answering(status, TOKEN);
        assertThatThrownBy(() -> login.config(platform))
                .isInstanceOf(type)
                .satisfies(e -> assertThat(e.toString()).doesNotContain(TOKEN));

        platform.answering(200, PlayedPlatform.CONFIG);
        assertThat(login.config(platform).clusterName()).isEqualTo("north");
    }

    @Test
    void anAnswerForNobodyMeansThatTheTokenIsNotAccepted() {
        platform.answering(200, "{\"clusters\": [], \"projects\": []}");

        assertThatThrownBy(() -> ApoloLogin.of(API, TOKEN).config(platform))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("does not accept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"authorized\": true}", "<html>", "{\"authorized\": true, \"clusters\": {}}"})
    void anAnswerAboutSomethingElseIsAnError(String body) {
        platform.answering(200, body);

        assertThatThrownBy(() -> ApoloLogin.of(API, TOKEN).config(platform))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("/config");
    }

    @Test
    void aRefusedTokenCannotBeRenewed() {
        var login = inJob("APOLO_PASSED_CONFIG", passed(", \"cluster\": \"north\""));

        assertThatThrownBy(
                        () -> login.credentials(platform).renew(LoginFiles.REGISTRY, new Credentials("robot", TOKEN)))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll("APOLO_PASSED_CONFIG", "--pass-config")
                .satisfies(e -> assertThat(e.toString()).doesNotContain(TOKEN));
        assertThat(login.credentials(platform).renew("registry.example.org", new Credentials("a", "b")))
                .isEmpty();
    }
}
