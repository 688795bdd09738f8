package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.testkit.InMemoryRegistry.Operation;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.TestImage;

/** What all commands have in common: help, options, wrong usage, and what nobody has foreseen. */
class ProgramTest {
    private final TestProgram program = new TestProgram();

    @ParameterizedTest
    @ValueSource(
            strings = {"", "push", "pull", "ls", "tags", "size", "digest", "rm", "config", "config show", "completion"})
    void theHelpIsAsItWasWritten(String command) throws IOException {
        var words = (command + " --help").strip().split(" ");

        var result = program.run(words);

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo(golden(command.isEmpty() ? "apolo-images" : command.replace(' ', '-')));
        assertThat(program.opened).isEmpty();
    }

    private static String golden(String name) throws IOException {
        try (var file = ProgramTest.class.getResourceAsStream("/help/" + name + ".txt")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theVersionIsOneLine() {
        assertThat(program.run("--version").out()).matches("apolo-images \\S+ \\(Java \\d+\\)\n");
        assertThat(program.run("push", "-V").out()).startsWith("apolo-images ");
    }

    @ParameterizedTest
    @CsvSource({
        "'', A command is missing",
        "config, A command is missing",
        "push, LOCAL",
        "pusj app, push",
        "digest image:app:v1 more, more",
        "digest --jsn image:app:v1, --json",
        "rm, IMAGE",
        "ls --docker oci-layout, FOLDER",
        "ls --docker kubernetes, no local store 'kubernetes'",
        "ls --docker daemon:, ADDRESS",
        "ls --transport netty, write --transport okhttp or --transport apache",
        "ls -q -v, --quiet and --verbose contradict each other"
    })
    void whatMakesNoSenseIsRefusedWithAHint(String line, String hint) {
        var result = program.run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("apolo-images: ").contains(hint);
    }

    @Test
    void wrongUsageIsToldWithoutAPlaceInTheProgram() {
        assertThat(program.run("size", "-v", "-q", "image:app:v1").err()).isEqualTo("""
                        apolo-images: --quiet and --verbose contradict each other
                        See 'apolo-images size --help'.
                        """);
        assertThat(program.run("rm", "-v", "image:app").err())
                .isEqualTo(
                        "apolo-images: image://main/acme/ml/app has no tag: name one, or write -f to delete the image"
                                + " with all tags\n");
    }

    @Test
    void wrongUsageIsJsonWhereThatIsWanted() {
        assertThat(program.run("--json", "digest").err())
                .startsWith("{\"error\":{\"kind\":\"usage\",")
                .endsWith("\"exitCode\":2}}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "daemon, docker-daemon, ",
        "docker-cli, docker-cli, ",
        "cli, docker-cli, ",
        "oci-layout:/some/folder, oci-layout, /some/folder",
        "oci:images, oci-layout, images",
        "daemon:unix:///run/other.sock, docker-daemon, unix:///run/other.sock"
    })
    void theLocalStoreIsChosenByAnOptionOrByTheEnvironment(String option, String name, String place) {
        var expected = new LocalStoreChoice(
                name, place == null ? LocalDockerConfig.DEFAULT : LocalDockerConfig.DEFAULT.withLocation(place));

        program.run("--docker", option, "tags", "image:app");
        program.environment.put("APOLO_IMAGES_DOCKER", option);
        program.run("tags", "image:app");

        assertThat(program.opened).extracting(Settings::localStore).containsExactly(expected, expected);
    }

    @Test
    void theTransportIsChosenByAnOptionOrByTheEnvironment() {
        program.run("tags", "image:app");
        program.environment.put("APOLO_IMAGES_TRANSPORT", "apache");
        program.run("tags", "image:app");
        program.run("tags", "image:app", "--transport", "okhttp");

        assertThat(program.opened).extracting(Settings::transport).containsExactly("okhttp", "apache", "okhttp");
        assertThat(program.opened).extracting(it -> it.localStore().name()).containsOnly("docker-daemon");
    }

    @ParameterizedTest
    @CsvSource({"APOLO_IMAGES_DOCKER, floppy", "APOLO_IMAGES_DOCKER, oci-layout", "APOLO_IMAGES_TRANSPORT, curl"})
    void aChoiceOfTheEnvironmentThatIsNoneIsToldWithItsVariable(String variable, String text) {
        program.environment.put(variable, text);

        var result = program.run("tags", "image:app");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("'" + text + "'").endsWith(variable + "\n");
        assertThat(program.run("--docker", "floppy", "--transport", "curl", "tags", "image:app")
                        .err())
                .doesNotContain("APOLO_IMAGES_");
    }

    @Test
    void anEngineThatIsNotThereIsAnErrorOfItsOwn() {
        program.addLocal("app", "v1");
        program.store.failNext(
                InMemoryStore.Operation.INSPECT, new EngineUnavailableException("no engine", List.of(), null));

        assertThat(program.run("push", "app:v1").exitCode()).isEqualTo(69);
    }

    @Test
    void whatNobodyHasForeseenIsToldWithAWayToSeeWhere() {
        program.registry.failNext(Operation.DIGEST, new UnsupportedOperationException("bug"));
        var result = program.run("digest", "image:app:v1");

        assertThat(result.exitCode()).isEqualTo(70);
        assertThat(result.err())
                .contains("UnsupportedOperationException: bug", "--verbose")
                .doesNotContain("\tat ");

        program.registry.failNext(Operation.DIGEST, new UnsupportedOperationException("bug"));
        assertThat(program.run("-v", "digest", "image:app:v1").err()).contains("\tat ");
    }

    @Test
    void configShowTellsWhatCounts() {
        assertThat(program.run("config", "show").out()).isEqualTo("""
                        Account:       alice
                        API:           https://api.example.org/api/v1
                        Login:         the login of this test
                        Cluster:       main
                        Organization:  acme
                        Project:       ml
                        Transport:     okhttp
                        Local store:   daemon
                        Clusters:
                          main  https://registry.example.org
                        """);
        assertThat(program.run("config", "show", "--json", "--docker", "oci:there")
                        .out())
                .isEqualTo("{\"account\":\"alice\",\"api\":\"https://api.example.org/api/v1\","
                        + "\"login\":\"the login of this test\",\"cluster\":\"main\",\"org\":\"acme\",\"project\":\"ml\",\"clusters\":[{\"name\":\"main\","
                        + "\"registry\":\"https://registry.example.org\"}],\"transport\":\"okhttp\","
                        + "\"docker\":\"oci-layout\",\"dockerLocation\":\"there\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "docker-daemon, daemon",
        "cli:unix:///run/other.sock, cli:unix:///run/other.sock",
        "oci:there, oci-layout:there"
    })
    void configShowTellsTheStoreByTheWordsThatTheOptionTakes(String option, String words) {
        assertThat(program.run("config", "show", "--docker", option).out()).contains("Local store:   " + words + "\n");
    }

    @Test
    void configShowTellsWhatThereIsWithoutALogin() {
        program.missingLogin = new CredentialsUnavailableException("The login file is of no use", null);

        var result = program.run("config", "show");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("""
                        Login:         none: the login file is of no use
                        Transport:     okhttp
                        Local store:   daemon
                        """);
        assertThat(program.run("config", "show", "--json").out())
                .isEqualTo("{\"login\":null,\"whyNoLogin\":\"The login file is of no use\",\"transport\":\"okhttp\","
                        + "\"docker\":\"daemon\",\"dockerLocation\":null}\n");
    }

    @Test
    void aRegistryThatWantsCredentialsIsToldWithWhyTheLoginIsNotUsed() {
        program.missingLogin = new CredentialsUnavailableException("The login file is of no use", null);
        program.registry.failNext(
                Operation.DIGEST, new NotAuthenticatedException("The registry wants credentials", null, null));

        var result = program.run("digest", "localhost:5000/team/app:v1");

        assertThat(result.exitCode()).isEqualTo(77);
        assertThat(result.err())
                .isEqualTo("apolo-images: The registry wants credentials. The login to the platform is not used: the"
                        + " login file is of no use\n");
    }

    @ParameterizedTest
    @CsvSource({"daemon, daemon", "oci:/no/such/folder, oci-layout:/no/such/folder"})
    void anImageThatIsNotHereIsToldWithWhereItWasSought(String option, String where) {
        var result = program.run("push", "--docker", option, "nosuch:v1", "image:app:v1");

        assertThat(result.exitCode()).isEqualTo(72);
        assertThat(result.err()).contains("The image nosuch:v1 is not in the local store " + where);
    }

    @Test
    void credentialsThatAreWrongHaveNothingToDoWithTheLogin() {
        program.missingLogin = new CredentialsUnavailableException("The login file is of no use", null);
        program.registry.failNext(
                Operation.DIGEST,
                new NotAuthenticatedException("The registry does not accept the credentials", null, null));

        assertThat(program.run("digest", "localhost:5000/team/app:v1").err())
                .isEqualTo("apolo-images: The registry does not accept the credentials\n");
    }

    @Test
    void anErrorForANameAloneSaysWhereItWasLookedFor() {
        var result = program.run("digest", "app:v1");

        assertThat(result.exitCode()).isEqualTo(72);
        assertThat(result.err())
                .endsWith(". app:v1 is a name on Docker Hub: for an image of the platform, write image:app:v1\n");
        assertThat(program.run("digest", "localhost:5000/app:v1").err()).doesNotContain("Docker Hub");
        assertThat(program.run("digest", "image:app:v1").err()).doesNotContain("Docker Hub");
    }

    @ParameterizedTest
    @CsvSource({
        "No space left on device, 74, apolo-images: The output cannot be written: No space left on device",
        "Broken pipe, 141, ''",
        "Relais brisé (pipe), 141, ''"
    })
    void anOutputThatCannotBeWrittenIsAnErrorAndOneThatNobodyReadsIsNone(String why, int exitCode, String told) {
        program.put("acme/ml/app", "v1", TestImage.builder().build());

        for (var line : List.of("digest image:app:v1", "tags image:app", "tags -l image:app", "--help", "completion")) {
            var result = program.run(failing(why), line.split(" "));
            assertThat(result.exitCode()).as(line).isEqualTo(exitCode);
            assertThat(result.err().strip()).as(line).isEqualTo(told);
        }
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(why);
            }
        };
    }

    @Test
    void withoutALoginThePlatformIsRefusedAndOtherRegistriesAreNot() {
        program.registry.put(
                RemoteImage.newExternalImage("team/app", "localhost:5000", "v1"),
                TestImage.builder().build());
        program.missingLogin = new CredentialsUnavailableException("Log in first", null);

        for (var line : List.of("ls", "digest image:app:v1", "push app:v1", "rm image:app:v1")) {
            var result = program.run(line.split(" "));
            assertThat(result.exitCode()).as(line).isEqualTo(77);
            assertThat(result.err()).as(line).isEqualTo("apolo-images: Log in first\n");
        }
        assertThat(program.run("digest", "localhost:5000/team/app:v1").exitCode())
                .isZero();
    }

    @Test
    void theCompletionKnowsCommandsAndOptions() {
        assertThat(program.run("completion").out())
                .startsWith("#!")
                .contains("push", "--all-projects", "--only-tag", "compdef");
    }

    @Test
    void anImageThatIsThereIsFoundWithAnyOrderOfOptions() {
        program.put("acme/ml/app", "v1", TestImage.builder().build());

        assertThat(program.run("-q", "--transport", "apache", "digest", "image:app:v1")
                        .exitCode())
                .isZero();
        assertThat(program.run("digest", "image:app:v1", "-q", "--transport", "apache")
                        .exitCode())
                .isZero();
    }
}
