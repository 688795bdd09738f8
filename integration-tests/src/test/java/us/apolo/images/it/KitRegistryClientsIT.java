package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.services.Command;
import us.apolo.images.services.Program;
import us.apolo.images.services.RealParts;
import us.apolo.images.services.SampleImage;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** The registry of the test kit before clients that do not know it: a real engine, and skopeo. */
@ExtendWith(RealServices.Extension.class)
class KitRegistryClientsIT {
    private static final Pattern PUSHED = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    private final RealServices services;
    private final String password = RealServices.secret();
    private final List<RegistryServer> servers = new ArrayList<>();

    @TempDir
    Path folder = Path.of("");

    KitRegistryClientsIT(RealServices services) {
        this.services = services;
    }

    @AfterEach
    void close() {
        servers.forEach(RegistryServer::close);
    }

    private RegistryServer start(String scheme) throws IOException {
        var builder = RegistryServer.builder().user("alice", password);
        var server = (scheme.equals("Bearer") ? builder.bearer() : builder).start();
        servers.add(server);
        login(server);
        return server;
    }

    /** Credentials go over in a file that nobody else can read. */
    private void login(RegistryServer server) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var file = Files.createFile(folder.resolve("config.json"), ownerOnly);
        var encoded = Base64.getEncoder().encodeToString(("alice:" + password).getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(server.authority(), encoded));
    }

    private String docker(String... words) {
        var all = new ArrayList<>(List.of("--config", folder.toString()));
        all.addAll(List.of(words));
        return services.engine().docker(all.toArray(String[]::new)).run().output();
    }

    private String idOf(String name) {
        return docker("image", "inspect", "--format", "{{.Id}}", name).strip();
    }

    private void skopeo(String from, String to) {
        Command.of(
                        Program.SKOPEO.path(),
                        "--insecure-policy",
                        "copy",
                        "--all",
                        "--preserve-digests",
                        "--authfile=" + folder.resolve("config.json"),
                        "--src-tls-verify=false",
                        "--dest-tls-verify=false",
                        from,
                        to)
                .run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Bearer"})
    void anEnginePushesAndPullsWhatItHad(String scheme) throws IOException {
        var server = start(scheme);
        var name = server.authority() + "/engine/app:v1";
        SampleImage.of(services.engine()).layerSizes(100, 2_000_000).seed(91).make(name);
        var id = idOf(name);

        var pushed = PUSHED.matcher(docker("push", name));

        assertThat(pushed.find()).isTrue();
        assertThat(server.digest("engine/app", "v1")).hasToString(pushed.group(1));
        services.engine().remove(name);
        assertThat(docker("pull", name)).contains(pushed.group(1));
        assertThat(idOf(name)).isEqualTo(id);
        services.engine().remove(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Bearer"})
    void anEnginePullsImagesOfTheKit(String scheme) throws IOException {
        var server = start(scheme);
        var docker = TestImage.builder().layers(2, 5_000).build();
        var index = TestImage.index(
                TestImage.builder().oci().seed(2).build(),
                TestImage.builder()
                        .oci()
                        .seed(3)
                        .platform(Platform.parse("linux/arm64"))
                        .build());
        var images = List.of(docker, TestImage.builder().oci().seed(4).build(), index);
        for (var number = 0; number < images.size(); number++) {
            var image = images.get(number);
            var name = server.authority() + "/kit/app:v" + number;
            server.put("kit/app", "v" + number, image);

            assertThat(docker("pull", name)).contains(image.digest().toString());

            assertThat(docker("image", "inspect", "--format", "{{.Os}} {{len .RootFS.Layers}}", name)
                            .strip())
                    .isEqualTo("linux " + (number == 0 ? 2 : 1));
            services.engine().remove(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Bearer"})
    void anEngineWithoutTheRightPasswordIsTurnedAway(String scheme) throws IOException {
        var server = start(scheme);
        server.put("kit/app", "v1", TestImage.builder().build());
        Files.writeString(folder.resolve("config.json"), "{}");

        var failure = services.engine()
                .docker("--config", folder.toString(), "pull", server.authority() + "/kit/app:v1")
                .attempt();

        assertThat(failure.exitCode()).isNotZero();
        assertThat(failure.errors()).containsIgnoringCase("auth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Bearer"})
    void skopeoCopiesFromItAndBack(String scheme) throws IOException {
        RealParts.require(Program.SKOPEO);
        var server = start(scheme);
        var images = List.of(
                TestImage.builder().layers(3, 70_000).build(),
                TestImage.builder().oci().seed(5).build(),
                TestImage.index(
                        TestImage.builder().seed(6).build(),
                        TestImage.builder()
                                .seed(7)
                                .platform(Platform.parse("linux/arm/v7"))
                                .build()),
                TestImage.index(TestImage.builder().oci().seed(8).build()));
        for (var number = 0; number < images.size(); number++) {
            var tag = "v" + number;
            var copy = folder.resolve(tag);
            var expected = server.put("skopeo/app", tag, images.get(number));
            var address = "docker://" + server.authority();

            skopeo(address + "/skopeo/app:" + tag, "dir:" + copy);
            skopeo("dir:" + copy, address + "/skopeo/back:" + tag);

            assertThat(Digest.sha256(Files.readAllBytes(copy.resolve("manifest.json"))))
                    .isEqualTo(expected);
            assertThat(server.digest("skopeo/back", tag)).isEqualTo(expected);
        }
        assertThat(server.tags("skopeo/back")).containsExactly("v0", "v1", "v2", "v3");
    }
}
