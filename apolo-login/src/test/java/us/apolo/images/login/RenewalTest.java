package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.NotAuthenticatedException;

/** How a token is renewed whose time has come, or that a registry has refused. */
class RenewalTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final String NEW = LoginFiles.token("alice", "new");
    private static final String SOUTH = "registry.south.example.org";

    private final LoginFiles files;
    private final PlayedPlatform platform = new PlayedPlatform();

    RenewalTest(@TempDir Path temporary) {
        files = LoginFiles.in(temporary);
    }

    private CredentialsProvider provider() {
        return files.login(Clock.fixed(NOW, ZoneOffset.UTC)).credentials(platform);
    }

    private Optional<Credentials> credentials() {
        return provider().credentials(LoginFiles.REGISTRY);
    }

    private static Credentials alice(String token) {
        return new Credentials("alice", token);
    }

    @Test
    void aTokenWhoseTimeHasNotComeIsUsedAsItIs() {
        assertThat(credentials()).contains(alice(files.column("token")));
        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void aTokenWhoseTimeHasComeIsRenewed() {
        files.due();
        platform.renewing(NEW);

        assertThat(credentials()).contains(alice(NEW));

        assertThat(platform.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.uri()).isEqualTo(URI.create("https://auth.example.org/oauth/token"));
            assertThat(request.headers().first("Content-Type")).contains("application/x-www-form-urlencoded");
            assertThat(PlayedPlatform.sent(request))
                    .isEqualTo("grant_type=refresh_token&refresh_token=" + LoginFiles.REFRESH_TOKEN
                            + "&client_id=made-up-client");
        });
    }

    @Test
    void theThreeColumnsAreWrittenAndNothingElse() {
        files.due();
        platform.renewing(NEW);
        var others = others();

        credentials();

        assertThat(files.column("token")).isEqualTo(NEW);
        assertThat(files.column("expiration_time")).isEqualTo(Double.toString(NOW.getEpochSecond() + 3000.0));
        assertThat(files.column("refresh_token")).isEqualTo(LoginFiles.REFRESH_TOKEN);
        assertThat(others()).isEqualTo(others);
        assertThat(files.look()).containsOnlyKeys("db", "apolo-images.lock");
    }

    @Test
    void theLogTellsOfARenewalAndNotTheToken() {
        files.due();
        platform.renewing(NEW);
        var lines = new ByteArrayOutputStream();
        var handler = new StreamHandler(lines, new Formatter() {
            @Override
            public String format(LogRecord line) {
                return formatMessage(line);
            }
        });
        handler.setLevel(Level.ALL);
        var logger = Logger.getLogger(FileLogin.class.getName());
        logger.setLevel(Level.ALL);
        logger.addHandler(handler);
        try {
            credentials();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }
        handler.flush();

        assertThat(lines.toString(StandardCharsets.UTF_8))
                .isEqualTo("The token in the login file " + files.db() + " has been renewed");
    }

    private String others() {
        return Stream.of(
                        "auth_config",
                        "url",
                        "admin_url",
                        "vcluster_url",
                        "version",
                        "project_name",
                        "cluster_name",
                        "org_name",
                        "clusters",
                        "projects",
                        "timestamp",
                        "(SELECT sql FROM sqlite_master WHERE name = 'main')")
                .map(files::column)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aRenewedTokenIsUsedFromThenOn() {
        files.due();
        platform.renewing(NEW);
        var provider = provider();

        provider.credentials(LoginFiles.REGISTRY);
        provider.credentials(SOUTH);
        credentials();

        assertThat(platform.requests()).hasSize(1);
    }

    @Test
    void aNewRefreshTokenTakesThePlaceOfTheOldOne() {
        files.due();
        platform.answering(200, "{\"access_token\": \"" + NEW + "\", \"expires_in\": 60, \"refresh_token\": \"next\"}");

        credentials();

        assertThat(files.column("refresh_token")).isEqualTo("next");
    }

    @Test
    void forTheSakeOfAnotherRegistryNothingIsRenewed() {
        files.due();

        assertThat(provider().credentials("registry.example.org")).isEmpty();
        assertThat(provider().renew("registry.example.org", alice("old"))).isEmpty();
    }

    @Test
    void aRefusedTokenIsRenewedBeforeItsTime() {
        platform.renewing(NEW);

        assertThat(provider().renew(LoginFiles.REGISTRY, alice(files.column("token"))))
                .contains(alice(NEW));
        assertThat(files.column("token")).isEqualTo(NEW);
    }

    @Test
    void aRefusedTokenThatSomebodyElseHasRenewedIsNotRenewedAgain() {
        var provider = provider();
        var old = provider.credentials(LoginFiles.REGISTRY).orElseThrow();
        files.sql("UPDATE main SET token = '" + NEW + "'");

        assertThat(provider.renew(LoginFiles.REGISTRY, old)).contains(alice(NEW));
        assertThat(platform.requests()).isEmpty();
    }

    @Test
    void aTokenThatWasGivenByHandIsUsedAfterItsTimeAndCannotBeRenewed() {
        files.due().sql("UPDATE main SET refresh_token = ''");
        var token = files.column("token");

        assertThat(credentials()).contains(alice(token));
        assertThatThrownBy(() -> provider().renew(LoginFiles.REGISTRY, alice(token)))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContainingAll("given by hand", "log in again", "apolo login");
    }

    @Test
    void aTokenThatCannotBeWrittenIsUsedByThisProgramAlone() {
        files.due().sql("CREATE TRIGGER full BEFORE UPDATE ON main BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        var old = files.column("token");
        platform.renewing(NEW);
        var provider = provider();

        assertThat(provider.credentials(LoginFiles.REGISTRY)).contains(alice(NEW));
        assertThat(provider.credentials(SOUTH)).contains(alice(NEW));

        assertThat(platform.requests()).hasSize(1);
        assertThat(files.column("token")).isEqualTo(old);
    }

    @Test
    void aNewLoginCountsMoreThanATokenThatCouldNotBeWritten() {
        files.due().sql("CREATE TRIGGER full BEFORE UPDATE ON main BEGIN SELECT RAISE(ABORT, 'disk full'); END");
        platform.renewing(NEW);
        var provider = provider();
        provider.credentials(LoginFiles.REGISTRY);

        files.sql("DROP TRIGGER full", "UPDATE main SET token = 'fresh', expiration_time = 4102444800.0");

        assertThat(provider.credentials(LoginFiles.REGISTRY)).contains(new Credentials("token", "fresh"));
    }

    @Test
    void aLoginThatHasBeenReplacedMeanwhileIsLeftAlone() {
        files.due();
        platform.answering(request -> {
            files.sql("UPDATE main SET token = 'of-somebody-else', refresh_token = 'theirs'");
            return new PlayedPlatform.Answer(200, "{\"access_token\": \"" + NEW + "\", \"expires_in\": 60}");
        });

        credentials();

        assertThat(files.column("token")).isEqualTo("of-somebody-else");
        assertThat(files.column("refresh_token")).isEqualTo("theirs");
    }

    @Test
    void ofManyThreadsOneRenews() throws Exception {
        files.due();
        platform.renewing(NEW);
        var shared = provider();
        Callable<Optional<Credentials>> withTheSame = () -> shared.credentials(LoginFiles.REGISTRY);
        Callable<Optional<Credentials>> withItsOwn = this::credentials;

        var threads = Executors.newFixedThreadPool(20);
        try {
            var calls = Stream.of(withTheSame, withItsOwn)
                    .flatMap(call -> Stream.generate(() -> call).limit(10))
                    .toList();
            for (var answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).contains(alice(NEW));
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(platform.requests()).hasSize(1);
    }

    @Test
    void theTransportStaysOpen() throws IOException {
        files.due();
        platform.renewing(NEW);

        // It throws when it is closed.
        assertThat(credentials()).isPresent();
    }
}
