package us.apolo.images.core.login;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.core.http.Json;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * Asks credential helpers: programs called {@code docker-credential-…} that hear the registry on standard input and tell
 * the login on standard output, as JSON. What they say otherwise is not told, since it may have secrets.
 */
public final class HelperProgram {
    private static final String PREFIX = "docker-credential-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final String NOT_FOUND = "credentials not found";

    private final HostEnvironment environment;
    private final Duration limit;

    /**
     * Says how they are run.
     *
     * @param environment theirs, which says where they are
     * @param limit how long one may take
     */
    public HelperProgram(HostEnvironment environment, Duration limit) {
        this.environment = environment;
        this.limit = limit;
    }

    /**
     * Asks a helper.
     *
     * @param name what it is called behind {@code docker-credential-}
     * @param registry what it knows the registry by
     * @param file the login file that names it, for errors
     * @throws CredentialsUnavailableException if it is missing, fails, takes too long or says what nobody understands
     * @throws OperationCancelledException if the thread is interrupted
     */
    Optional<Credentials> get(String name, String registry, Path file) {
        if (!NAME.matcher(name).matches()) {
            throw new CredentialsUnavailableException(
                    "The login file " + file + " names a credential helper that cannot be one", null);
        }
        var program = PREFIX + name;
        var who = "The credential helper " + program + ", which " + file + " names for " + registry + ",";
        var path = find(program).orElseThrow(() -> failed(who, "is not there; install it in a folder of PATH", null));
        try (var run = HelperRun.start(List.of(path.toString(), "get"), environment.variables(), registry)) {
            return login(run.await(limit), who);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while asking " + program, OperationCancelledException.Reason.INTERRUPTED, e);
        } catch (IOException e) {
            throw failed(who, "does not work: " + e.getMessage(), e);
        }
    }

    private Optional<Path> find(String program) {
        var file = environment.windows() ? program + ".exe" : program;
        return Arrays.stream(environment.variable("PATH").orElse("").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(file))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What it has said, as a login; empty if it knows of none. */
    static Optional<Credentials> login(HelperRun.Output said, String who) {
        if (said.exitCode() == 0) {
            return login(parsed(said.text(), who), who);
        }
        if (said.text().toLowerCase(Locale.ROOT).contains(NOT_FOUND)) {
            return Optional.empty();
        }
        throw failed(who, "fails with exit code " + said.exitCode() + "; ask it by hand to see why", null);
    }

    private static JsonNode parsed(String text, String who) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            // Its message quotes the text, which may have the secret.
            throw failed(who, "does not answer in JSON", null);
        }
    }

    private static Optional<Credentials> login(JsonNode said, String who) {
        var username = Json.text(said, "Username");
        var secret = Json.text(said, "Secret");
        if (username == null || secret == null) {
            throw failed(who, "tells no Username or no Secret", null);
        }
        if (username.isEmpty() && secret.isEmpty()) {
            return Optional.empty();
        }
        try {
            // An identity token comes with the user name that stands for one.
            return Optional.of(new Credentials(username, secret));
        } catch (IllegalArgumentException e) {
            throw failed(who, "tells a login that none can be: " + e.getMessage(), null);
        }
    }

    private static CredentialsUnavailableException failed(String who, String what, @Nullable Throwable cause) {
        return new CredentialsUnavailableException(who + " " + what, cause);
    }
}
