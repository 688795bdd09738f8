package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsUnavailableException;

/** What a user's and a project's own files say instead of the login. */
class ProjectSettingsTest {
    private static final String ALL = """
            # settings of a project
            [alias.hello]
            cmd = "ls"
            [job]
            cluster-name = "south"
            org-name = 'other'
            project-name = "here"
            life-span = "1d"
            """;

    private final LoginFiles files;
    private final Path working;

    ProjectSettingsTest(@TempDir Path temporary) throws IOException {
        files = LoginFiles.in(temporary);
        working = Files.createDirectories(files.home().resolve("work/deep/er"));
    }

    private ApoloConfig config() {
        return files.login().inWorkingFolder(working).config(new PlayedPlatform());
    }

    private static void is(ApoloConfig config, String cluster, String organization, String project) {
        assertThat(config.clusterName() + " " + config.orgName() + " " + config.projectName())
                .isEqualTo(cluster + " " + organization + " " + project);
    }

    @Test
    void withoutFilesTheLoginCounts() {
        is(config(), "north", "acme", "ml");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "../.."})
    void theNearestFileCounts(String where) throws IOException {
        Files.writeString(files.home().resolve(".apolo.toml"), "[job]\nproject-name = \"far\"\n");
        Files.writeString(working.resolve(where).resolve(".apolo.toml"), ALL);

        is(config(), "south", "other", "here");
    }

    @Test
    void theOlderNameCountsWhereTheNewOneIsNot() throws IOException {
        Files.writeString(working.resolve(".neuro.toml"), ALL);
        Files.writeString(working.resolve("../.apolo.toml"), "[job]\nproject-name = \"far\"\n");
        is(config(), "south", "other", "here");

        Files.writeString(working.resolve(".apolo.toml"), "[job]\nproject-name = \"near\"\n");
        is(config(), "north", "acme", "near");
    }

    @Test
    void theUsersProjectCountsWhereTheProjectsFileDoesNotSay() throws IOException {
        Files.writeString(files.folder().resolve("user.toml"), "[job]\nproject-name = \"mine\"\n");
        is(config(), "north", "acme", "mine");

        Files.writeString(working.resolve(".apolo.toml"), "[job]\ncluster-name = \"south\"\n");
        is(config(), "south", "acme", "mine");

        Files.writeString(working.resolve(".apolo.toml"), ALL);
        is(config(), "south", "other", "here");
    }

    @Test
    void aFileWithoutTheTableSaysNothing() throws IOException {
        Files.writeString(working.resolve(".apolo.toml"), "");
        is(config(), "north", "acme", "ml");
    }

    private void isUnusable(Path file, String... words) {
        assertThatThrownBy(this::config)
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContainingAll(words);
    }

    @Test
    void aUsersFileMayNotSayMore() throws IOException {
        var file = files.folder().resolve("user.toml");
        Files.writeString(file, "[job]\ncluster-name = \"south\"\n");
        isUnusable(file, "switch-cluster");

        Files.writeString(file, "[job]\norg-name = \"other\"\n");
        isUnusable(file, "switch-org");
    }

    @Test
    void whatIsNoTomlIsAnErrorThatTellsThePlace() throws IOException {
        var file = working.resolve(".apolo.toml");
        Files.writeString(file, "[job]\nproject-name = made-up\n");

        isUnusable(file, "not TOML in line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"\"", "[\"a\"]", "true"})
    void aNameThatIsNoTextIsAnError(String value) throws IOException {
        var file = working.resolve(".apolo.toml");
        Files.writeString(file, "[job]\nproject-name = " + value + "\n");

        isUnusable(file, "job.project-name is no text");
    }

    @Test
    void aFileThatIsTooLargeOrAFolderIsAnError() throws IOException {
        var file = working.resolve(".apolo.toml");
        Files.writeString(file, "#".repeat((1 << 20) + 1));
        isUnusable(file, "larger than");

        Files.delete(file);
        Files.createDirectory(file);
        isUnusable(file, "cannot be read");
    }

    @Test
    void aClusterThatTheLoginDoesNotHaveIsAnError() throws IOException {
        Files.writeString(working.resolve(".apolo.toml"), "[job]\ncluster-name = \"west\"\n");

        assertThatThrownBy(this::config)
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll("west", "no such cluster", "[north, south]");
    }
}
