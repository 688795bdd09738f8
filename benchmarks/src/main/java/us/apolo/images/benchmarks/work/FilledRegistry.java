package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.program.Login;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.SignedInFolder;
import us.apolo.images.services.TemporaryFolder;

/** A real registry with passwords and many small images, and what a peer needs to be let in. */
final class FilledRegistry implements AutoCloseable {
    /** The repository with many tags. */
    static final String TAGGED = "acme/ml/app";

    static final int TAGS = 1000;
    static final int REPOSITORIES = 2000;

    private static final Login LOGIN = new Login("user", "only-for-this-run");

    /** Who is let in with the platform's login. */
    private static final String PLATFORM_USER = "alice";

    private static final String PLATFORM_TOKEN = SignedInFolder.token(PLATFORM_USER, "only-for-this-run");

    /** What follows the word {@code Basic} of a request that is let in. */
    static final String BASIC = Base64.getEncoder().encodeToString(LOGIN.text().getBytes(StandardCharsets.UTF_8));

    private final RegistryProcess process;
    private final TemporaryFolder logins = TemporaryFolder.create("logins").evenAtShutdown();

    private FilledRegistry(RegistryProcess process) {
        this.process = process;
    }

    /** Fills a folder through a registry without passwords, unless that was done, and starts one with passwords on it. */
    static FilledRegistry start(Bench bench) throws IOException {
        var storage = bench.memory().path().resolve("registry");
        if (!Files.exists(storage)) {
            fill(storage);
        }
        return new FilledRegistry(RegistryProcess.builder()
                .storage(storage)
                .user(LOGIN.user(), LOGIN.password())
                .user(PLATFORM_USER, PLATFORM_TOKEN)
                .start());
    }

    private static void fill(Path storage) throws IOException {
        Bench.say("filling the registry");
        var first = "acme/ml/repository-0000";
        try (var open = RegistryProcess.builder().storage(storage).start()) {
            var filler = new RegistryFiller(open.uri());
            filler.tags(TAGGED, TAGS);
            filler.tags(first, 1);
        }
        // The registry would need minutes for so many; a repository on its disk is a folder of links to blobs.
        var repositories = storage.resolve("docker/registry/v2/repositories");
        for (var number = 1; number < REPOSITORIES - 1; number++) {
            copy(repositories.resolve(first), repositories.resolve("acme/ml/repository-%04d".formatted(number)));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    URI uri() {
        return process.uri();
    }

    /** How programs of ours, the SDK and the Java peers are let in. */
    Map<String, String> environment() {
        return Map.of(Login.VARIABLE, LOGIN.text());
    }

    /** A folder with a file as Docker's login writes it, for the commands that read one. */
    Path dockerLogin(String authority) {
        try {
            var folder = Files.createDirectories(logins.path().resolve(authority.replace(':', '-')));
            var file = folder.resolve("config.json");
            Files.writeString(file, "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(authority, BASIC));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("The login could not be written", e);
        }
    }

    /**
     * A folder with a file as the platform's own command writes it for who has logged in.
     *
     * @param sources the root of the project's sources
     */
    Path platformLogin(Path sources) {
        try {
            var unused = URI.create("http://127.0.0.1/never-asked");
            return SignedInFolder.make(sources, logins.path().resolve("platform"), uri(), unused)
                    .token(PLATFORM_TOKEN, Instant.now().plus(Duration.ofDays(1)))
                    .path();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("The login could not be written", e);
        }
    }

    @Override
    public void close() {
        logins.close();
        process.close();
    }
}
