package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing of a login that can be printed has a secret in it. */
class LoginSecretsTest {
    private final LoginFiles files;
    private final PlayedPlatform platform = new PlayedPlatform();

    LoginSecretsTest(@TempDir Path temporary) {
        files = LoginFiles.in(temporary);
    }

    @Test
    void whatIsPublicTellsNoSecret() {
        var login = files.login();

        assertThat(login.toString()
                        + login.credentials(platform)
                        + login.details(platform)
                        + ApoloLogin.of(URI.create("https://a.example.org"), "made-up"))
                .doesNotContain("made-up", files.column("token"));
    }

    @Test
    void whatIsInsideTellsNoSecretEither() {
        var row = new LoginDatabase(files.db()).newest();

        assertThat(row.toString()
                        + row.token()
                        + row.login()
                        + TokenRenewal.of(row, "it")
                        + TokenState.fixed("made-up")
                        + new LoginRow(Map.of("token", "made-up")))
                .doesNotContain("made-up", files.column("token"));
    }
}
