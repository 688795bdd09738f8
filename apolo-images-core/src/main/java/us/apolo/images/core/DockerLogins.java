package us.apolo.images.core;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.core.login.HelperProgram;
import us.apolo.images.core.login.LoginFile;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * The logins that {@code docker login} has left in a file, or in the programs that the file names.
 *
 * <pre>{@code
 * var images = ApoloImages.builder().config(config).credentials(DockerLogins.ofUser()).build();
 *
 * // The platform's registry by its token, all others as the docker command knows them:
 * var both = CredentialsProvider.firstOf(
 *         CredentialsProvider.of("registry.example.org", tokens::current), DockerLogins.ofUser());
 * }</pre>
 *
 * <p>The file is read whenever it is asked for, so that a new login counts at once. A helper is run each time it is asked
 * for, for half a minute at the most. A registry that is not in the file is one without credentials; a file that cannot
 * be understood, and a helper that is missing or fails, are errors
 * ({@link us.apolo.images.CredentialsUnavailableException}), which tell no secret.
 *
 * <p>Thread-safe.
 */
public final class DockerLogins implements CredentialsProvider {
    private static final Duration HELPER_LIMIT = Duration.ofSeconds(30);

    private final LoginFile file;

    private DockerLogins(LoginFile file) {
        this.file = file;
    }

    /**
     * The logins of the user who runs this program: {@code config.json} in the folder that {@code DOCKER_CONFIG} names,
     * else in {@code .docker} in the home folder. Without that file there are none.
     *
     * @return a provider
     */
    public static DockerLogins ofUser() {
        return ofUser(HostEnvironment.ofThisProcess());
    }

    static DockerLogins ofUser(HostEnvironment environment) {
        return new DockerLogins(
                new LoginFile(environment.dockerFolder().resolve("config.json"), true, helpers(environment)));
    }

    /**
     * The logins that {@code podman login} has left: in the file that {@code REGISTRY_AUTH_FILE} names, else in
     * {@code containers/auth.json} in the folder that {@code XDG_RUNTIME_DIR} names. Without that file there are none.
     *
     * @return a provider
     */
    public static DockerLogins ofPodmanUser() {
        return ofPodmanUser(HostEnvironment.ofThisProcess());
    }

    static DockerLogins ofPodmanUser(HostEnvironment environment) {
        var file = environment
                .variable("REGISTRY_AUTH_FILE")
                .map(Path::of)
                .or(() -> environment
                        .variable("XDG_RUNTIME_DIR")
                        .map(folder -> Path.of(folder).resolve("containers/auth.json")))
                .orElseGet(() -> environment.home().resolve(".config/containers/auth.json"));
        return new DockerLogins(new LoginFile(file, true, helpers(environment)));
    }

    /**
     * The logins in a file, in the form of Docker's {@code config.json} or Podman's {@code auth.json}.
     *
     * @param file the file; that it is not there when it is asked for is an error
     * @return a provider
     */
    public static DockerLogins of(Path file) {
        var environment = HostEnvironment.ofThisProcess();
        return new DockerLogins(new LoginFile(Objects.requireNonNull(file, "file"), false, helpers(environment)));
    }

    private static HelperProgram helpers(HostEnvironment environment) {
        return new HelperProgram(environment, HELPER_LIMIT);
    }

    @Override
    public Optional<Credentials> credentials(String registry) {
        return file.credentials(registry);
    }

    /**
     * Where the logins are.
     *
     * @return the file's path alone
     */
    @Override
    public String toString() {
        return "DockerLogins[" + file + "]";
    }
}
