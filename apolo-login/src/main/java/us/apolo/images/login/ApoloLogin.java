package us.apolo.images.login;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.LoginPort;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * A login to the platform, as its own command or a job has it. Who has logged in once needs no other configuration:
 *
 * <pre>{@code
 * try (Images images = ApoloImages.builder().login(ApoloLogin.find()).build()) {
 *     images.push(images.parser().localImage("my-app:v1"));
 * }
 * }</pre>
 *
 * <p>Nothing is read before it is asked for. A login file is read anew whenever it has changed, so that a new login or
 * another project counts at once for what is built afterwards, and a new token for what is done afterwards. A token whose
 * time has come, or that a registry refuses, is renewed and written to the file, so that the platform's command and all
 * other programs go on with the new one; of several that want to renew it at once one does. Nothing else in the file is
 * ever changed.
 *
 * <p>The token goes to the registries of the login's clusters and to the platform's API, the refresh token to the server
 * that the login names, each over TLS or on this machine alone, and neither to any other place, into any log, message or
 * {@code toString}. To ask for the credentials of a registry by plain HTTP on another machine is a
 * {@link us.apolo.images.CredentialsUnavailableException}.
 *
 * <p>Thread-safe.
 */
public final class ApoloLogin implements LoginPort {
    private final BiFunction<HostEnvironment, Path, LoginSource> finder;
    private final HostEnvironment environment;
    private final Path workingFolder;
    private volatile @Nullable LoginSource found;

    private ApoloLogin(
            BiFunction<HostEnvironment, Path, LoginSource> finder, HostEnvironment environment, Path workingFolder) {
        this.finder = finder;
        this.environment = environment;
        this.workingFolder = workingFolder;
    }

    private static ApoloLogin here(BiFunction<HostEnvironment, Path, LoginSource> finder) {
        return new ApoloLogin(finder, HostEnvironment.ofThisProcess(), Path.of(""));
    }

    /**
     * The login of whoever runs this program. What counts is the first of these that is there:
     *
     * <ol>
     *   <li>the configuration that was passed to a job, in the variable {@code APOLO_PASSED_CONFIG} or by its older name
     *       {@code NEURO_PASSED_CONFIG}
     *   <li>the file {@code db} in the folder that the variable {@code APOLO_CONFIG} names, else in {@code .apolo} in the
     *       home folder
     *   <li>the same by the older names: {@code NEUROMATION_CONFIG}, {@code .neuro}
     * </ol>
     *
     * @return a login that is sought when it is first asked
     */
    public static ApoloLogin find() {
        return find(HostEnvironment.ofThisProcess(), Path.of(""), Clock.systemUTC());
    }

    static ApoloLogin find(HostEnvironment environment, Path workingFolder, Clock clock) {
        return new ApoloLogin(
                (surroundings, folder) -> PassedConfig.find(surroundings)
                        .orElseGet(() -> inFolder(LoginFolder.find(surroundings), folder, clock)),
                environment,
                workingFolder);
    }

    /**
     * The login in a folder, such as {@code ~/.apolo}.
     *
     * @param folder the folder with the file {@code db}, which nobody but its owner may use
     * @return a login that is read when it is first asked
     */
    public static ApoloLogin ofFolder(Path folder) {
        Objects.requireNonNull(folder, "folder");
        return ofFolder(folder, Path.of(""), Clock.systemUTC());
    }

    static ApoloLogin ofFolder(Path folder, Path workingFolder, Clock clock) {
        return new ApoloLogin(
                (environment, working) -> inFolder(new LoginFolder(folder), working, clock),
                HostEnvironment.ofThisProcess(),
                workingFolder);
    }

    private static LoginSource inFolder(LoginFolder folder, Path workingFolder, Clock clock) {
        return new FileLogin(folder, new ProjectSettings(workingFolder, folder.settings()), clock);
    }

    /**
     * The configuration that was passed to the job in which this program runs, and nothing else.
     *
     * @return a login that is read when it is first asked
     */
    public static ApoloLogin ofPassedConfig() {
        return here((environment, workingFolder) -> PassedConfig.require(environment));
    }

    /**
     * A token that was given by hand. The platform is asked once for the clusters; the first one is the current one, with
     * the first organization there and its first project by name. A program that wants others gives the builder a
     * configuration of its own beside the login.
     *
     * @param apiUrl the URL of the platform's API, for example {@code https://api.example.org/api/v1}
     * @param token the token
     * @return a login that asks the platform when it is first asked
     */
    public static ApoloLogin of(URI apiUrl, String token) {
        Objects.requireNonNull(apiUrl, "apiUrl");
        Objects.requireNonNull(token, "token");
        return here((environment, workingFolder) -> new TokenLogin(
                "the login at " + RegistryAnswer.withoutSecrets(apiUrl),
                "give a token that is valid",
                apiUrl,
                token,
                CurrentNames.NONE));
    }

    /**
     * The same login for a program that works in another folder than that in which it was started. The nearest
     * {@code .apolo.toml} or {@code .neuro.toml} there or above says which cluster, organization and project are current.
     *
     * @param folder the working folder
     * @return another login
     */
    public ApoloLogin inWorkingFolder(Path folder) {
        return new ApoloLogin(finder, environment, Objects.requireNonNull(folder, "folder"));
    }

    private LoginSource source() {
        var known = found;
        if (known == null) {
            known = finder.apply(environment, workingFolder);
            found = known;
        }
        return known;
    }

    @Override
    public ApoloConfig config(HttpTransport transport) {
        Objects.requireNonNull(transport, "transport");
        return Libraries.using(() -> source().config(transport));
    }

    @Override
    public CredentialsProvider credentials(HttpTransport transport) {
        return new LoginCredentials(this::source, Objects.requireNonNull(transport, "transport"));
    }

    /**
     * What can be shown of the login, for example by a command that tells people as whom they work. It throws what
     * {@link #config} throws.
     *
     * @param transport carries what has to be asked of the platform, if anything has
     * @return the login as it is now, without its secrets
     */
    public LoginDetails details(HttpTransport transport) {
        return Libraries.using(() -> details(source(), transport));
    }

    private static LoginDetails details(LoginSource source, HttpTransport transport) {
        var login = source.known(transport);
        return new LoginDetails(
                source.name(), AccountName.in(login.token().token()), login.apiUrl(), source.config(transport));
    }

    /**
     * Names the type and nothing else.
     *
     * @return a text without secrets
     */
    @Override
    public String toString() {
        return "ApoloLogin";
    }
}
