package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.login.ApoloLogin;

/** Tokens that are given by hand. */
class LoginChoiceTest {
    private static final String URL = "https://api.example.org/api/v1";

    @TempDir
    Path folder = Path.of("");

    @Test
    void aTokenComesFromTheEnvironmentOrFromAFile() throws IOException {
        var file = Files.writeString(folder.resolve("token"), "secret-token\n");

        assertThat(LoginChoice.of(Map.of(LoginChoice.API_URL, URL, LoginChoice.TOKEN, "secret-token")))
                .isInstanceOf(ApoloLogin.class);
        assertThat(LoginChoice.of(Map.of(LoginChoice.API_URL, URL, LoginChoice.TOKEN_FILE, file.toString())))
                .isInstanceOf(ApoloLogin.class);
    }

    @Test
    void halfATokenIsRefusedWithoutBeingTold() {
        assertThatThrownBy(() -> LoginChoice.of(Map.of(LoginChoice.TOKEN, "secret-token")))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining(LoginChoice.API_URL)
                .hasMessageNotContaining("secret-token");
        assertThatThrownBy(() -> LoginChoice.of(Map.of(LoginChoice.API_URL, URL)))
                .isInstanceOf(CommandException.class);
        assertThatThrownBy(() -> LoginChoice.of(Map.of(
                        LoginChoice.API_URL, URL, LoginChoice.TOKEN, "secret-token", LoginChoice.TOKEN_FILE, "there")))
                .isInstanceOf(CommandException.class);
        assertThatThrownBy(() ->
                        LoginChoice.of(Map.of(LoginChoice.API_URL, "no url at all", LoginChoice.TOKEN, "secret-token")))
                .isInstanceOf(CommandException.class);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var file = folder.resolve("nowhere").toString();

        assertThatThrownBy(() -> LoginChoice.of(Map.of(LoginChoice.API_URL, URL, LoginChoice.TOKEN_FILE, file)))
                .isInstanceOfSatisfying(
                        CommandException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_ALLOWED))
                .hasMessageContaining(file);
    }
}
