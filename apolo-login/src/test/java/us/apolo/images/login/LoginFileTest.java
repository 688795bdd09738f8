package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;

/** What is read from the login file of the platform's command. */
class LoginFileTest {
    private final LoginFiles files;
    private final PlayedPlatform platform = new PlayedPlatform();

    LoginFileTest(@TempDir Path temporary) {
        files = LoginFiles.in(temporary);
    }

    private Optional<Credentials> credentials(String registry) {
        return files.login().credentials(platform).credentials(registry);
    }

    @Test
    void clustersAndWhatIsCurrentAreTheFiles() {
        var config = files.login().config(platform);

        assertThat(config.clusters())
                .containsExactly(
                        Map.entry("north", URI.create("https://registry.north.example.org")),
                        Map.entry("south", URI.create("https://registry.south.example.org")));
        assertThat(config.clusterName()).isEqualTo("north");
        assertThat(config.orgName()).isEqualTo("acme");
        assertThat(config.projectName()).isEqualTo("ml");
        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void theTokenIsForTheRegistryOfEachClusterAndForNoOther() {
        var alice = Optional.of(new Credentials("alice", files.column("token")));

        assertThat(credentials("registry.north.example.org")).isEqualTo(alice);
        assertThat(credentials("registry.south.example.org")).isEqualTo(alice);
        assertThat(credentials("registry.example.org")).isEmpty();
        assertThat(credentials("registry.north.example.org:5000")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://registry.example.org", "HTTP://10.0.0.1:5000", "http://127.0.0.1.example.org"})
    void theTokenGoesToNoOtherMachineWithoutTls(String url) {
        files.sql("UPDATE main SET clusters = '[{\"name\": \"north\", \"registry_url\": \"" + url + "\"}]'");
        var registry = URI.create(url).getAuthority();

        assertThatThrownBy(() -> credentials(registry))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll(registry, "north", "not over TLS", "by https")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(files.column("token")));
        assertThatThrownBy(
                        () -> files.login().credentials(platform).renew(registry, new Credentials("alice", "refused")))
                .isInstanceOf(CredentialsUnavailableException.class);
        assertThat(credentials("registry.south.example.org")).isEmpty();
        assertThat(platform.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:5000", "127.0.0.1:5000", "[::1]:5000"})
    void theTokenGoesToThisMachineWithoutTls(String registry) {
        files.sql(
                "UPDATE main SET clusters = '[{\"name\": \"north\", \"registry_url\": \"http://" + registry + "\"}]'");

        assertThat(credentials(registry)).isPresent();
    }

    @Test
    void theFileIsCalledByAWordThatFitsIntoASentence() {
        assertThat(files.login().details(platform).source()).isEqualTo("the login file " + files.db());
    }

    @Test
    void theNewestRowCounts() {
        files.sql(
                "CREATE TABLE others AS SELECT * FROM main",
                "UPDATE others SET project_name = 'older', timestamp = timestamp - 10",
                "INSERT INTO main SELECT * FROM others",
                "UPDATE others SET project_name = 'newer', timestamp = timestamp + 20",
                "INSERT INTO main SELECT * FROM others");

        assertThat(files.login().config(platform).projectName()).isEqualTo("newer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vcluster_url",
                "admin_url",
                "url",
                "version",
                "projects",
                "timestamp",
                "refresh_token",
                "expiration_time",
                "auth_config"
            })
    void aColumnThatIsNotNeededMayBeMissing(String column) {
        files.sql("ALTER TABLE main DROP COLUMN " + column);

        assertThat(files.login().config(platform).projectName()).isEqualTo("ml");
        assertThat(credentials(LoginFiles.REGISTRY)).isPresent();
    }

    @Test
    void whatIsCurrentMayBeMissing() {
        files.sql(
                "ALTER TABLE main DROP COLUMN project_name",
                "ALTER TABLE main DROP COLUMN org_name",
                "ALTER TABLE main DROP COLUMN cluster_name");

        var config = files.login().config(platform);

        assertThat(config.clusterName()).isEqualTo("north");
        assertThat(config.orgName()).isNull();
        assertThat(config.projectName()).isNull();
    }

    @Test
    void whatIsCurrentMayBeNothing() {
        files.sql("UPDATE main SET project_name = NULL, org_name = '', expiration_time = NULL, refresh_token = NULL");

        var config = files.login().config(platform);

        assertThat(config.orgName()).isNull();
        assertThat(config.projectName()).isNull();
        assertThat(credentials(LoginFiles.REGISTRY)).isPresent();
    }

    @Test
    void aClusterWithoutARegistryIsLeftOut() {
        files.sql("UPDATE main SET clusters = '[{\"name\": \"none\"}, {\"name\": \"a/b\", \"registry_url\":"
                + " \"https://a.example.org\"}, {\"name\": \"bad\", \"registry_url\": \"https://a b\"},"
                + " {\"name\": \"north\", \"registry_url\": \"https://registry.north.example.org:5000/v2/x\"}]'");

        assertThat(files.login().config(platform).clusters())
                .containsExactly(Map.entry("north", URI.create("https://registry.north.example.org:5000")));
        assertThat(credentials("registry.north.example.org:5000")).isPresent();
    }

    @Test
    void theAccountIsWhoseTheTokenSaysItIs() {
        var details = files.login().details(platform);

        assertThat(details.account()).contains("alice");
        assertThat(details.apiUrl()).contains(URI.create("https://api.example.org/api/v1"));
        assertThat(details.source()).contains(files.db().toString());
        assertThat(details.config().clusterName()).isEqualTo("north");
    }

    @Test
    void aTokenThatTellsNoAccountIsShownUnderTheNameToken() {
        files.sql("UPDATE main SET token = 'opaque'");

        assertThat(credentials(LoginFiles.REGISTRY)).contains(new Credentials("token", "opaque"));
        assertThat(files.login().details(platform).account()).isEmpty();
    }

    @Test
    void aChangeCountsAtOnce() {
        var login = files.login();
        var provider = login.credentials(platform);
        assertThat(provider.credentials(LoginFiles.REGISTRY)).isPresent();

        files.sql("UPDATE main SET token = 'another', project_name = 'art'");

        assertThat(provider.credentials(LoginFiles.REGISTRY)).contains(new Credentials("token", "another"));
        assertThat(login.config(platform).projectName()).isEqualTo("art");
    }

    @Test
    void readingLeavesNoTrace() {
        var before = files.look();

        files.login().config(platform);
        credentials(LoginFiles.REGISTRY);

        assertThat(files.look()).isEqualTo(before).containsOnlyKeys("db");
    }

    @Test
    void whatIsInTheLogBesideTheFileIsReadToo() throws SQLException, IOException {
        try (var other = files.connect();
                var statement = other.createStatement()) {
            statement.execute("UPDATE main SET project_name = 'logged'");
            assertThat(files.folder().resolve("db-wal")).isNotEmptyFile();

            assertThat(files.login().config(platform).projectName()).isEqualTo("logged");
            assertThat(files.folder().resolve("db-wal")).isNotEmptyFile();
        }
        assertThat(files.folder().resolve("db-wal")).doesNotExist();
    }

    @Test
    void aLogThatAProgramHasLeftIsReadAndStays() throws SQLException, IOException {
        var left = Files.createDirectories(files.home().resolve("left"));
        try (var other = files.connect();
                var statement = other.createStatement()) {
            statement.execute("UPDATE main SET project_name = 'logged'");
            Files.copy(files.db(), left.resolve("db"));
            Files.copy(files.folder().resolve("db-wal"), left.resolve("db-wal"));
        }
        files.mode(left, "rwx------");
        files.mode(left.resolve("db"), "rw-------");
        var size = Files.size(left.resolve("db-wal"));

        var login = ApoloLogin.ofFolder(left).inWorkingFolder(files.home());

        assertThat(login.config(platform).projectName()).isEqualTo("logged");
        assertThat(left.resolve("db-wal")).hasSize(size);
    }

    @Test
    void theFolderIsTheOneInTheVariableThenTheHomesThenTheOlderOnes() throws IOException {
        var older = Files.createDirectories(files.home().resolve(".neuro"));
        Files.copy(files.db(), older.resolve("db"));
        files.mode(older, "rwx------");
        files.mode(older.resolve("db"), "rw-------");
        files.sql("UPDATE main SET project_name = 'new'");
        var elsewhere = Files.createDirectories(files.home().resolve("else where?#%"));
        Files.copy(files.db(), elsewhere.resolve("db"));
        files.mode(elsewhere, "rwx------");
        files.mode(elsewhere.resolve("db"), "rw-------");

        assertThat(project(Map.of())).isEqualTo("new");
        assertThat(project(Map.of("APOLO_CONFIG", elsewhere.toString()))).isEqualTo("new");
        assertThat(project(Map.of("APOLO_CONFIG", "~/else where?#%"))).isEqualTo("new");
        assertThat(project(Map.of("NEUROMATION_CONFIG", "/nowhere"))).isEqualTo("new");
        assertThat(project(Map.of("APOLO_CONFIG", "/nowhere"))).isEqualTo("ml");
        Files.delete(files.db());
        assertThat(project(Map.of())).isEqualTo("ml");
        assertThat(project(Map.of("NEUROMATION_CONFIG", elsewhere.toString()))).isEqualTo("new");
    }

    private String project(Map<String, String> variables) {
        var login = ApoloLogin.find(files.environment(variables), files.home(), Clock.systemUTC());
        return Objects.requireNonNull(login.config(platform).projectName());
    }

    @Test
    void nothingIsReadBeforeItIsAskedFor() throws IOException {
        var provider = ApoloLogin.ofFolder(files.home().resolve("later")).credentials(platform);
        var login = ApoloLogin.ofFolder(files.home().resolve("later"));

        Files.move(files.folder(), files.home().resolve("later"));

        assertThat(provider.credentials(LoginFiles.REGISTRY)).isPresent();
        assertThat(login.config(platform).clusterName()).isEqualTo("north");
    }
}
