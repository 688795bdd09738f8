package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.LocalImage;
import us.apolo.images.services.Command;
import us.apolo.images.services.SignedInFolder;

/** The examples, built and run by the commands in their READMEs, as somebody does who has nothing but the published artifacts. */
@Tag("long")
@ExtendWith(RealServices.Extension.class)
@Timeout(900)
class ExamplesIT {
    private final UsersRepository repository = UsersRepository.get();
    private final RealServices services;

    @TempDir
    Path folder = Path.of("");

    @TempDir
    Path secrets = Path.of("");

    ExamplesIT(RealServices services) {
        this.services = services;
    }

    @BeforeEach
    void writePassword() throws IOException {
        Files.writeString(secrets.resolve("password"), services.password() + "\n");
    }

    private Command command(String name) {
        return Command.of(Example.copy(name, folder).command(repository))
                .environment("REGISTRY", services.registry().uri().toString())
                .environment("REGISTRY_USER", RealServices.USER)
                .environment(
                        "REGISTRY_PASSWORD_FILE", secrets.resolve("password").toString())
                .environment("DOCKER_HOST", services.engine().host())
                .timeLimit(Duration.ofMinutes(14));
    }

    /** What it has said, without the resets of the colour that Maven strews in. */
    private static Stream<String> lines(Command.Result result) {
        return result.output().lines().map(line -> line.replaceAll("\u001b\\[\\d*m", ""));
    }

    @Test
    void areAllTestedHere() {
        assertThat(Example.all())
                .containsExactly(
                        "class-path",
                        "module-path",
                        "osgi",
                        "platform-login",
                        "service",
                        "swap-adapter-in-test",
                        "without-docker");
    }

    @Test
    void theMainJobOnTheClassPath() {
        services.makeSmall("on-class-path:v1", 51);
        var before = services.names();

        var result =
                command("class-path").environment("IMAGE", "on-class-path:v1").run();

        assertThat(lines(result))
                .anySatisfy(line -> assertThat(line).isEqualTo("pushed image://default/acme/examples/on-class-path:v1"))
                .anySatisfy(line -> assertThat(line).matches("tag v1 has [1-9]\\d* bytes"))
                .anySatisfy(line -> assertThat(line).isEqualTo("pulled on-class-path:v1"))
                .anySatisfy(line -> assertThat(line).startsWith("deleted sha256:"));
        // ConsoleProgress writes to standard error, where Maven writes it too.
        assertThat(result.errors() + result.output()).contains("on-class-path");
        assertThat(services.names()).isEqualTo(before);
    }

    @Test
    void aProgramOnTheModulePath() {
        services.makeSmall("on-module-path:v1", 52);
        services.makeSmall("on-module-path:v2", 53);

        var result = command("module-path")
                .environment("IMAGES", "on-module-path:v1,on-module-path:v2")
                .run();

        assertThat(lines(result))
                .contains(
                        "running in module com.example.modulepath with module us.apolo.images.core",
                        "pushed image://default/acme/examples/on-module-path:v1",
                        "pushed image://default/acme/examples/on-module-path:v2",
                        "listed image://default/acme/examples/on-module-path");
    }

    @Test
    void aBundleInAFramework() {
        services.makeSmall("in-osgi:v1", 54);

        var result = command("osgi").environment("IMAGE", "in-osgi:v1").run();

        assertThat(lines(result))
                .contains(
                        "pushed image://default/acme/examples/in-osgi:v1",
                        "listed image://default/acme/examples/in-osgi",
                        "pulled in-osgi:v1",
                        "stopped");
    }

    @Test
    void aBundleWhosePushFailsEndsWithAnotherExitCode() {
        var result = command("osgi").environment("IMAGE", "not-there:v1").attempt();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output() + result.errors()).contains("not-there:v1", "stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"class-path", "module-path", "osgi", "service", "without-docker"})
    void whatIsNotSetIsSaid(String name) {
        var result = command(name)
                .environment("IMAGE", "any:v1")
                .environment("IMAGES", "any:v1")
                .environment("FOLDER", folder.resolve("images").toString())
                .environment("REGISTRY", "")
                .attempt();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output() + result.errors()).contains("Set the environment variable REGISTRY");
    }

    @Test
    void aCopyWithoutDocker() {
        services.makeSmall("to-copy:v1", 56);
        try (var images = services.images(AdapterPair.OKHTTP_AND_DAEMON, "examples")) {
            var source = images.push(new LocalImage("to-copy", "v1"));
            var result = command("without-docker")
                    .without("DOCKER_HOST")
                    .environment("FOLDER", folder.resolve("images").toString())
                    .environment("SOURCE", "image:to-copy:v1")
                    .environment("TARGET", "image:/copies/to-copy:v1")
                    .run();

            var target = images.parser().remoteImage("image:/copies/to-copy:v1");
            assertThat(images.digest(target)).isEqualTo(images.digest(source));
            assertThat(lines(result))
                    .contains("pushed image://default/acme/copies/to-copy:v1 " + images.digest(source))
                    .anySatisfy(line -> assertThat(line).matches("freed \\d+ bytes"));
        }
    }

    @Test
    void tagsByTheLoginToThePlatform() throws Exception {
        services.makeSmall("logged-in:v1", 57);
        var token = SignedInFolder.token("alice", RealServices.secret());
        var platform = new PlatformFrontEnd(services, Set.of(token));
        try (var front = FrontEnd.of(services.registry().uri()).answering(platform::handle);
                var images = services.images(AdapterPair.OKHTTP_AND_DAEMON, "ml")) {
            images.push(new LocalImage("logged-in", "v1"));
            var login = SignedInFolder.make(
                            Path.of(System.getProperty("modules")),
                            folder.resolve("login"),
                            front.uri(),
                            front.uri().resolve("/token"))
                    .token(token, Instant.now().plusSeconds(3600));

            var result = command("platform-login")
                    .without("DOCKER_HOST")
                    .environment("APOLO_CONFIG", login.path().toString())
                    .environment("IMAGE", "image:logged-in")
                    .run();

            assertThat(lines(result)).contains("image://" + SignedInFolder.CURRENT + "/logged-in:v1");
            assertThat(result.output() + result.errors()).doesNotContain(token);
        }
    }

    @Test
    void whoIsNotLoggedInIsToldHow() {
        var result = command("platform-login")
                .environment("APOLO_CONFIG", folder.resolve("nobody").toString())
                .environment("NEUROMATION_CONFIG", folder.resolve("nobody").toString())
                .environment("IMAGE", "image:logged-in")
                .attempt();

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output() + result.errors()).contains("log in first: apolo login");
    }

    @Test
    void testsWithOtherAdapters() throws IOException {
        command("swap-adapter-in-test").run();

        assertThat(folder.resolve(
                        "swap-adapter-in-test/target/surefire-reports/TEST-com.example.promotion.PromotionTest.xml"))
                .content()
                .contains("tests=\"3\" errors=\"0\" skipped=\"0\" failures=\"0\"");
    }

    @Test
    void aServiceWithATokenThatChangesAndMetrics() throws Exception {
        services.makeSmall("by-service:v1", 55);
        Files.writeString(secrets.resolve("token"), "no longer valid");
        try (var service = ExampleService.start(
                Example.copy("service", folder).command(repository), services, secrets.resolve("token"))) {
            var address = service.address();
            var push = address.resolve("/push?image=by-service:v1");
            var refused = service.post(push);
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("does not accept the credentials");

            Files.writeString(secrets.resolve("token"), services.password());
            var pushed = service.post(push);
            assertThat(pushed.statusCode()).isEqualTo(200);
            assertThat(pushed.body()).startsWith("image://default/acme/examples/by-service:v1@sha256:");

            assertThat(service.get(address.resolve("/metrics")).body().lines())
                    .anySatisfy(line ->
                            assertThat(line).startsWith("images.operations{kind=push,outcome=success} count=1.0 "))
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("images.operations{kind=push,outcome=NotAuthenticatedException} count=1.0 "))
                    .anySatisfy(line ->
                            assertThat(line).startsWith("images.requests{name=HEAD manifest,outcome=200} count=2.0 "))
                    .contains("images.renewals{renewed=false} count=1.0");

            assertThat(service.end()).contains("ended");
        }
    }
}
