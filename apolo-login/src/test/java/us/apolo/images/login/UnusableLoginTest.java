package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.CredentialsUnavailableException;

/** A login that is none says why, and what to do; its file stays as it is. */
class UnusableLoginTest {
    private final LoginFiles files;
    private final PlayedPlatform platform = new PlayedPlatform();

    UnusableLoginTest(@TempDir Path temporary) {
        files = LoginFiles.in(temporary);
    }

    private void isUnusable(String... words) {
        var before = files.look();
        assertThatThrownBy(() -> files.login().config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining(files.folder().toString())
                .hasMessageContainingAll(words)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("made-up"));
        assertThatThrownBy(() -> files.login().credentials(platform).credentials(LoginFiles.REGISTRY))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll(words);
        assertThat(files.look()).isEqualTo(before);
    }

    @Test
    void nobodyIsLoggedIn() throws IOException {
        Files.delete(files.db());

        isUnusable("Nobody is logged in", ".neuro", "apolo login");
    }

    @Test
    void theFolderHasNoLogin() {
        assertThatThrownBy(() -> ApoloLogin.ofFolder(files.home()).config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining("there is no file " + files.home().resolve("db"));
    }

    @Test
    void theFileIsSomethingElse() throws IOException {
        Files.write(
                files.db(),
                "this is not a database, made-up or otherwise".repeat(40).getBytes(StandardCharsets.UTF_8));

        isUnusable("no SQLite database", "apolo logout, then apolo login");
    }

    @Test
    void theFileIsCutShort() throws IOException {
        var whole = Files.readAllBytes(files.db());

        Files.write(files.db(), Arrays.copyOf(whole, 4096));
        isUnusable("it is damaged", "apolo logout, then apolo login");

        Files.write(files.db(), Arrays.copyOf(whole, 5000));
        isUnusable("it has no token", "apolo logout, then apolo login");
    }

    @Test
    void theFileIsEmpty() throws IOException {
        Files.write(files.db(), new byte[0]);

        isUnusable("a database of something else", "APOLO_CONFIG");
    }

    @Test
    void theFileIsAnotherProgramsDatabase() {
        files.sql("ALTER TABLE main RENAME TO bookmarks");

        isUnusable("a database of something else", "without a table main");
    }

    @Test
    void theFileIsAFolder() throws IOException {
        Files.delete(files.db());
        Files.createDirectory(files.db());

        assertThatThrownBy(() -> files.login().config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining("no regular file")
                .hasMessageStartingWith("The login file ");
    }

    @Test
    void theFileHasNoRow() {
        files.sql("DELETE FROM main");

        isUnusable("nobody is logged in there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "clusters"})
    void aColumnThatIsNeededIsMissing(String column) {
        files.sql("ALTER TABLE main DROP COLUMN " + column);

        isUnusable(column, "apolo logout, then apolo login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clusters", "projects"})
    void aColumnIsNoJson(String column) {
        files.sql("UPDATE main SET " + column + " = '[{\"made-up\": made-up'");

        isUnusable("its column " + column + " is not JSON in line 1");
    }

    @Test
    void theCurrentClusterIsNoneOfTheClusters() {
        files.sql("UPDATE main SET cluster_name = 'west'");

        assertThatThrownBy(() -> files.login().config(platform))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll("no such cluster", "[north, south]", "switch-cluster");
    }

    @ParameterizedTest
    @CsvSource({
        "rwxr-x---, rw-------, chmod 700",
        "rwx--x--x, rw-------, chmod 700",
        "rwx------, rw-r-----, chmod 600",
        "rwx------, rw-----w-, chmod 600"
    })
    void othersMayUseIt(String folderMode, String fileMode, String remedy) throws IOException {
        files.mode(files.folder(), folderMode);
        files.mode(files.db(), fileMode);

        isUnusable("others than its owner may use it", remedy);
    }

    @Test
    void fewerRightsThanUsualAreEnough() throws IOException {
        files.mode(files.db(), "r--------");
        files.mode(files.folder(), "r-x------");

        assertThat(files.login().config(platform).clusterName()).isEqualTo("north");
    }

    @Test
    void anotherProgramHasLockedIt() throws SQLException {
        try (var other = files.connect();
                var statement = other.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("UPDATE main SET project_name = 'art'");
            statement.execute("COMMIT");

            assertThatThrownBy(() -> files.login().config(platform))
                    .isInstanceOf(CredentialsUnavailableException.class)
                    .hasMessageContainingAll("another program has locked it", "try again");
        }
    }
}
