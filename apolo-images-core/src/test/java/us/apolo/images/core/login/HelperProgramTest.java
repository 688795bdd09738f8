package us.apolo.images.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.login.LoginFolder.REGISTRY;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.OperationCancelledException;

/** Helpers that behave, and helpers that do not. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HelperProgramTest {
    private static final String ANSWER =
            "echo '{\"ServerURL\":\"x\",\"Username\":\"alice\",\"Secret\":\"canary-secret\"}'";

    @TempDir
    Path path = Path.of("");

    private LoginFolder folder = new LoginFolder(path);

    @BeforeEach
    void writeFile() throws IOException {
        folder = new LoginFolder(path);
        folder.write(
                "{\"auths\": {\"registry.example.org\": {}}, \"credsStore\": \"store\","
                        + " \"credHelpers\": {\"special.example.org\": \"special\", \"https://index.docker.io/v1/\": \"hub\"}}");
    }

    private void assertFails(String... what) {
        assertThatThrownBy(() -> folder.logins().credentials(REGISTRY))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll(
                        "docker-credential-store", folder.file().toString(), REGISTRY)
                .hasMessageContainingAll(what)
                .satisfies(e -> {
                    var text = new StringWriter();
                    e.printStackTrace(new PrintWriter(text, true));
                    assertThat(text.toString()).doesNotContain("canary");
                });
    }

    @Test
    void aStoreHasTheLoginsOfAllRegistries() throws IOException {
        folder.helper("store", "cat > $folder/heard", "echo \"$@\" > $folder/arguments", ANSWER);

        assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials("alice", "canary-secret"));

        assertThat(path.resolve("heard")).hasContent(REGISTRY);
        assertThat(path.resolve("arguments")).hasContent("get");
    }

    @Test
    void aHelperHasTheLoginOfOneRegistry() throws IOException {
        folder.helper("special", "echo '{\"Username\":\"<token>\",\"Secret\":\"identity\"}'");
        folder.helper("hub", "cat > $folder/heard", ANSWER);

        assertThat(folder.logins().credentials("special.example.org")).contains(Credentials.identityToken("identity"));
        assertThat(folder.logins().credentials("registry-1.docker.io")).isPresent();
        assertThat(path.resolve("heard")).hasContent("https://index.docker.io/v1/");
    }

    @Test
    void whatIsNotFoundIsNone() throws IOException {
        folder.helper("store", "echo 'credentials not found in native keychain'", "exit 1");
        assertThat(folder.logins().credentials(REGISTRY)).isEmpty();
        folder.helper("store", "echo '{\"Username\":\"\",\"Secret\":\"\"}'");
        assertThat(folder.logins().credentials(REGISTRY)).isEmpty();
    }

    @Test
    void aHelperMayBeMissing() throws IOException {
        assertFails("is not there", "install it in a folder of PATH");
        Files.writeString(path.resolve("docker-credential-store"), "#!/bin/sh\n");
        assertFails("is not there");
    }

    @Test
    void aHelperMayBeNoProgram() throws IOException {
        folder.helper("store", "");
        Files.writeString(path.resolve("docker-credential-store"), "\0\1no program");
        // A shell is tried on it.
        assertFails("fails with exit code");
    }

    @Test
    void aHelperMayFail() throws IOException {
        folder.helper("store", "echo canary", "echo canary >&2", "exit 3");
        assertFails("fails with exit code 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "canary",
                "[\"canary\"]",
                "{\"Username\": \"canary\"}",
                "{\"Secret\": \"canary\"}",
                "{\"Username\": 1, \"Secret\": \"canary\"}",
                "{\"Username\": \"a:canary\", \"Secret\": \"canary\"}",
                "{\"Username\": \"a\", \"Secret\": \"canary"
            })
    void aHelperMayTalkNonsense(String said) throws IOException {
        folder.helper("store", "cat <<'END'\n" + said + "\nEND");
        assertFails(" ");
    }

    @Test
    void aHelperMayTalkForEver() throws IOException {
        folder.helper("store", "yes canary");
        assertFails("does not stop talking");
    }

    @Test
    void aHelperMayBeLoudOnStandardErrorAndHearNothing() throws IOException {
        folder.helper("store", "exec 0<&-", "head -c 1000000 /dev/zero >&2", ANSWER);
        assertThat(folder.logins().credentials(REGISTRY)).isPresent();
    }

    @Test
    void aLongSecretComesOverWhole() throws IOException {
        folder.helper(
                "store",
                "printf '{\"Username\":\"alice\",\"Secret\":\"'",
                "head -c 200000 /dev/zero | tr '\\0' a",
                "printf '\"}'");
        assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials("alice", "a".repeat(200_000)));
    }

    @Test
    void whatAHelperLeavesRunningHoldsUpNobody() throws IOException {
        folder.helper("store", "sleep 300 &", "echo $! > $folder/left", ANSWER);

        assertThat(folder.logins().credentials(REGISTRY)).isPresent();

        // It has ended by itself, so what it leaves running is meant to run.
        var left = pid("left");
        assertThat(ProcessHandle.of(left))
                .hasValueSatisfying(
                        process -> assertThat(process.destroyForcibly()).isTrue());
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(path.resolve(file)).strip());
    }

    private void assertGone(String file) throws Exception {
        var process = ProcessHandle.of(pid(file));
        if (process.isPresent()) {
            process.get().onExit().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void aHelperThatTakesTooLongIsEndedWithWhatItHasStarted() throws Exception {
        folder.helper("store", "echo $$ > $folder/helper", "sleep 300 &", "echo $! > $folder/child", "wait");

        assertThatThrownBy(() -> folder.logins(Duration.ofSeconds(2)).credentials(REGISTRY))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining("does not answer within 2 s");

        assertGone("helper");
    }

    @Test
    void anInterruptEndsAHelper() throws Exception {
        folder.helper(
                "store", "echo $$ > $folder/helper.new", "mv $folder/helper.new $folder/helper", "exec sleep 300");
        var failure = new CompletableFuture<Throwable>();
        var thread = new Thread(() -> {
            try {
                failure.complete(new AssertionError(folder.logins().credentials(REGISTRY)));
            } catch (OperationCancelledException e) {
                failure.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("no flag", e));
            }
        });
        thread.start();
        while (!Files.exists(path.resolve("helper"))) {
            Thread.sleep(10);
        }
        thread.interrupt();

        assertThat(failure.get(20, TimeUnit.SECONDS)).isInstanceOf(OperationCancelledException.class);
        assertGone("helper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../store", "a/b", "", " ", "a b", "-x", "sto\\u0000re", "canary;x"})
    void aNameThatLeadsElsewhereIsNone(String name) throws IOException {
        folder.write("{\"credHelpers\": {\"" + REGISTRY + "\": \"" + name + "\"}}");
        assertThatThrownBy(() -> folder.logins().credentials(REGISTRY))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContaining("names a credential helper that cannot be one")
                .message()
                .doesNotContain("canary");
    }
}
