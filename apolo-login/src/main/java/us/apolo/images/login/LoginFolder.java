package us.apolo.images.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.port.engine.HostEnvironment;

/** The folder of a login: {@code db} with the login itself, {@code user.toml} with the user's settings. */
final class LoginFolder {
    private static final String DATABASE = "db";
    private static final Set<PosixFilePermission> OF_OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path folder;

    LoginFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder of whoever runs the program: the one in {@code APOLO_CONFIG}, else {@code .apolo} in the home folder;
     * then the same by their older names.
     *
     * @throws CredentialsUnavailableException if there is no login in any
     */
    static LoginFolder find(HostEnvironment environment) {
        var candidates = List.of(
                named(environment, "APOLO_CONFIG", ".apolo"), named(environment, "NEUROMATION_CONFIG", ".neuro"));
        return candidates.stream().filter(LoginFolder::hasLogin).findFirst().orElseThrow(() -> absent(candidates));
    }

    private static LoginFolder named(HostEnvironment environment, String variable, String standard) {
        return new LoginFolder(environment
                .variable(variable)
                .map(text -> underHome(text, environment.home()))
                .orElseGet(() -> environment.home().resolve(standard)));
    }

    private static Path underHome(String text, Path home) {
        return text.equals("~") || text.startsWith("~/")
                ? home.resolve(text.substring(1).replaceFirst("^/+", ""))
                : Path.of(text);
    }

    private boolean hasLogin() {
        return Files.exists(folder.resolve(DATABASE));
    }

    private static CredentialsUnavailableException absent(List<LoginFolder> candidates) {
        return new CredentialsUnavailableException(
                "Nobody is logged in: there is no file "
                        + candidates.stream()
                                .map(candidate ->
                                        candidate.folder.resolve(DATABASE).toString())
                                .collect(Collectors.joining(" and no "))
                        + "; log in first: apolo login. Inside a job, start it with its configuration passed on",
                null);
    }

    /**
     * The database, if nobody else may look into it.
     *
     * @throws CredentialsUnavailableException if it is not there, or open to others
     */
    LoginDatabase database() {
        var file = folder.resolve(DATABASE);
        if (!hasLogin()) {
            throw absent(List.of(this));
        }
        if (!Files.isRegularFile(file)) {
            throw Unusable.malformed("the login file " + file, "it is no regular file");
        }
        requirePrivate(folder, "700");
        requirePrivate(file, "600");
        return new LoginDatabase(file);
    }

    /** Windows has no such modes, and keeps home folders apart by itself. */
    private static void requirePrivate(Path path, String mode) {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        var permissions = permissions(path, view);
        if (!OF_OWNER.containsAll(permissions)) {
            throw Unusable.error(
                    "the login in " + path,
                    "others than its owner may use it (" + PosixFilePermissions.toString(permissions) + ")",
                    "run: chmod " + mode + " " + path,
                    null);
        }
    }

    private static Set<PosixFilePermission> permissions(Path path, PosixFileAttributeView view) {
        try {
            return view.readAttributes().permissions();
        } catch (IOException e) {
            throw Unusable.error("the login in " + path, "it cannot be read: " + e, Unusable.LOG_IN_AGAIN, e);
        }
    }

    /** The user's settings; need not be there. */
    Path settings() {
        return folder.resolve("user.toml");
    }

    /** What those who renew the token keep out of each other's way by. */
    Path lock() {
        return folder.resolve("apolo-images.lock");
    }

    /** Where it is. */
    @Override
    public String toString() {
        return folder.toString();
    }
}
