package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.services.SignedInFolder;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** Programs that share one login, and renew its token at the same moment. */
class SharedLoginIT {
    private static final int PROGRAMS = 10;
    private static final String OLD = SignedInFolder.token("alice", "old");
    private static final String NEW = SignedInFolder.token("alice", "new");

    private final AtomicInteger renewals = new AtomicInteger();

    @TempDir
    Path folder = Path.of("");

    private void renew(WireExchange exchange) throws IOException {
        var form = new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8);
        if (!exchange.path().equals("/token") || !form.contains("refresh_token=made-up-refresh-token&")) {
            exchange.respond(400, "{\"error\": \"invalid_grant\"}");
            return;
        }
        renewals.incrementAndGet();
        exchange.respond(200, "{\"access_token\": \"" + NEW + "\", \"expires_in\": 3600}");
    }

    @Test
    void ofTenProgramsOneRenewsTheTokenAndAllWork() throws Exception {
        try (var tokens = WireServer.start(this::renew);
                var registry = RegistryServer.builder().user("alice", NEW).start()) {
            registry.put("acme/ml/app", "v1", TestImage.builder().build());
            var login = SignedInFolder.make(
                            Path.of(System.getProperty("modules")),
                            folder.resolve("login"),
                            registry.uri(),
                            URI.create(tokens.uri() + "/token"))
                    .token(OLD, Instant.now().minusSeconds(60));

            assertThat(runAtOnce(login)).hasSize(PROGRAMS).containsOnly("listed [image://north/acme/ml/app]");

            assertThat(renewals).hasValue(1);
            assertThat(login.get("SELECT token FROM main")).isEqualTo(NEW);
            assertThat(login.get("SELECT refresh_token FROM main")).isEqualTo("made-up-refresh-token");
            assertThat(login.get("PRAGMA integrity_check")).isEqualTo("ok");
            assertThat(registry.requests()).noneMatch(request -> request.status() == 401);
        }
    }

    @Test
    void aTokenThatTheRegistryRefusesIsRenewedOnceForAll() throws Exception {
        try (var tokens = WireServer.start(this::renew);
                var registry = RegistryServer.builder().user("alice", NEW).start()) {
            registry.put("acme/ml/app", "v1", TestImage.builder().build());
            var login = SignedInFolder.make(
                            Path.of(System.getProperty("modules")),
                            folder.resolve("login"),
                            registry.uri(),
                            URI.create(tokens.uri() + "/token"))
                    .token(OLD, Instant.now().plusSeconds(3600));

            assertThat(runAtOnce(login)).hasSize(PROGRAMS).containsOnly("listed [image://north/acme/ml/app]");

            assertThat(renewals).hasValue(1);
            assertThat(login.get("SELECT token FROM main")).isEqualTo(NEW);
        }
    }

    private List<String> runAtOnce(SignedInFolder login) throws Exception {
        var jars = BuiltJars.of("apolo-images-core", "transport-okhttp", "apolo-login");
        var classes = folder.resolve("classes");
        jars.compile("login", BuiltJars.Way.CLASS_PATH, classes);
        var words = new ArrayList<>(jars.start("us.apolo.images.signedin.SignedIn", BuiltJars.Way.CLASS_PATH, classes));
        words.addAll(1, List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        words.add(login.path().toString());
        var programs = new ArrayList<Process>();
        try {
            for (var number = 0; number < PROGRAMS; number++) {
                programs.add(new ProcessBuilder(words)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
            }
            return answers(programs);
        } finally {
            programs.forEach(Process::destroyForcibly);
        }
    }

    private static List<String> answers(List<Process> programs) throws Exception {
        for (var program : programs) {
            assertThat(program.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready");
        }
        for (var program : programs) {
            program.getOutputStream().close();
        }
        var answers = new ArrayList<String>();
        for (var program : programs) {
            answers.add(program.inputReader(StandardCharsets.UTF_8).readLine());
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isZero();
        }
        return answers;
    }
}
