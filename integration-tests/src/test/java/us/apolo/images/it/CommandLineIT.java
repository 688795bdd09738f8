package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.Command;

/** Every command of the built archive, with every pair of adapters, and with a folder in the place of the engine. */
@OnEveryPair
class CommandLineIT {
    private static final String TOKEN = "eyJhbGciOiJub25lIn0.eyJpZGVudGl0eSI6ImFsaWNlIn0.c2VjcmV0";

    private final RealServices services;
    private final String project = RealServices.newProject();
    private final List<String> options;
    private final AdapterPair adapters;

    @TempDir
    Path folder = Path.of("");

    private CommandLineArchive archive;

    CommandLineIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
        options = List.of(
                "--transport",
                adapters.transport(),
                "--docker",
                adapters.store() + ":" + services.engine().host());
    }

    @BeforeEach
    void unpack() {
        archive = CommandLineArchive.in(folder);
        services.makeSmall("spoken:v1", project.hashCode());
    }

    private String remote(String name) {
        return services.registry().authority() + "/acme/" + project + "/" + name;
    }

    private Command.Result run(String... arguments) {
        return archive.run(options, arguments);
    }

    private String output(String... arguments) {
        var result = run(arguments);
        assertThat(result.exitCode()).as(result.errors()).isZero();
        return result.output().strip();
    }

    @Test
    void everyCommandWorksWithWhatDockerLoginHasLeft() {
        archive.dockerLogin(services.registry().authority(), RealServices.USER, services.password());
        var before = services.names();

        assertThat(output("push", "spoken:v1", remote("app:v1"))).isEqualTo(remote("app:v1"));
        var digest = output("digest", remote("app:v1"));
        assertThat(digest).startsWith("sha256:");
        assertThat(output("size", remote("app:v1"))).matches("[\\d.]+ k?B");
        output("push", "-q", "spoken:v1", remote("app:v2"));
        assertThat(output("tags", remote("app")).lines()).containsExactlyInAnyOrder("v1", "v2");
        assertThat(output("tags", "-l", "--json", remote("app"))).contains("\"name\":\"v2\",\"size\":");
        assertThat(services.names()).isEqualTo(before);

        assertThat(output("pull", remote("app:v1"), "heard:v1")).isEqualTo("heard:v1");
        assertThat(services.names()).contains("heard:v1");
        services.engine().remove("heard:v1");

        var refused = run("rm", remote("app:v1"));
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.errors()).contains("is also v2");
        assertThat(output("rm", "-f", remote("app:v1")))
                .isEqualTo(remote("app:v1") + " " + digest + "\n" + remote("app:v2") + " " + digest);
        assertThat(run("digest", remote("app:v1")).exitCode()).isEqualTo(72);
    }

    @Test
    void aFolderTakesThePlaceOfTheEngine() {
        archive.dockerLogin(services.registry().authority(), RealServices.USER, services.password());
        output("push", "-q", "spoken:v1", remote("app:v1"));
        var inFolder = List.of("--transport", adapters.transport(), "--docker", "oci-layout:" + folder.resolve("oci"));

        assertThat(archive.run(inFolder, "pull", remote("app:v1"), "kept:v1").output())
                .isEqualTo("kept:v1\n");
        assertThat(archive.run(inFolder, "push", "kept:v1", remote("app:back")).exitCode())
                .isZero();
        assertThat(output("digest", remote("app:back"))).isEqualTo(output("digest", remote("app:v1")));
    }

    @Test
    void theLoginOfAJobIsEnoughAndItsTokenNeverShows() throws IOException {
        var platform = new PlatformFrontEnd(services, Set.of(TOKEN));
        try (var front = FrontEnd.of(services.registry().uri())) {
            front.answering(
                    (exchange, itself) -> exchange.getRequestURI().getPath().equals("/api/v1/config")
                            ? FrontEnd.text(exchange, 200, configuration(itself))
                            : platform.handle(exchange, itself));
            archive.environment("APOLO_PASSED_CONFIG", passedConfig(front));

            assertThat(output("push", "spoken:v1")).isEqualTo("image://main/acme/" + project + "/spoken:v1");
            assertThat(output("ls")).isEqualTo("image:spoken");
            assertThat(output("ls", "--all-projects")).contains("image:spoken");
            assertThat(output("config", "show")).contains("alice", "main", project);
            for (var line : List.of("config show -v", "config show --json", "digest -v image:spoken:v1", "ls -v -l")) {
                var result = run(line.split(" "));
                assertThat(result.exitCode()).as(line).isZero();
                assertThat(result.output() + result.errors()).as(line).doesNotContain("c2VjcmV0", TOKEN);
            }
            platform.accept(Set.of());
            var refused = run("-v", "digest", "image:spoken:v1");
            assertThat(refused.exitCode()).isEqualTo(77);
            assertThat(refused.errors()).doesNotContain("c2VjcmV0");
        }
    }

    private String configuration(FrontEnd front) {
        return """
                {"authorized": true,
                 "clusters": [{"name": "main", "registry_url": "%s", "orgs": ["acme"]}],
                 "projects": [{"name": "%s", "cluster_name": "main", "org_name": "acme", "role": "owner"}]}
                """.formatted(front.uri(), project);
    }

    private String passedConfig(FrontEnd front) {
        var json = """
                {"token": "%s", "cluster": "main", "url": "%s/api/v1", "org_name": "acme", "project_name": "%s"}
                """.formatted(TOKEN, front.uri(), project);
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyExitCodeOfAFailureIsItsOwn() {
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("digest", "UPPER:v1").exitCode()).isEqualTo(65);
        assertThat(run("ls").exitCode()).isEqualTo(77);
        assertThat(run("digest", remote("app:v1")).exitCode())
                .as("no credentials")
                .isEqualTo(77);
        archive.dockerLogin(services.registry().authority(), RealServices.USER, services.password());
        assertThat(run("push", "nowhere:v1", remote("app:v1")).exitCode()).isEqualTo(72);
        assertThat(run("digest", remote("nowhere:v1")).exitCode()).isEqualTo(72);
        assertThat(archive.run(
                                List.of("--docker", adapters.store() + ":unix:///nowhere/docker.sock"),
                                "push",
                                "spoken:v1",
                                remote("app:v1"))
                        .exitCode())
                .isEqualTo(69);
        assertThat(archive.run(List.of("--transport", "carrier-pigeon"), "digest", remote("app:v1"))
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void aMissingJavaIsToldClearly() {
        archive.environment("JAVA_HOME", "/nowhere");

        var result = run("--version");

        assertThat(result.exitCode()).isEqualTo(78);
        assertThat(result.errors()).contains("JAVA_HOME is /nowhere", "17 or later");
    }
}
