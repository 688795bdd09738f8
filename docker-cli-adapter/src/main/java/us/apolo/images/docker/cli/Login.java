package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import us.apolo.images.Credentials;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * The login for one transfer, in a private folder: the command takes it from nowhere else. It stands in for the user's
 * own, of which nothing is seen, also where there are no credentials.
 *
 * <p><strong>It must be closed</strong>: that deletes it.
 */
final class Login implements AutoCloseable {
    private static final String CONFIG = "config.json";
    private static final List<String> DOCKER_HUB = List.of("https://index.docker.io/v1/", "docker.io");

    private final PrivateFolder folder;

    private Login(PrivateFolder folder) {
        this.folder = folder;
    }

    /**
     * Writes it.
     *
     * @throws IllegalStateException if the program is just ending
     */
    static Login write(Transfer transfer) throws IOException {
        var folder = PrivateFolder.create();
        try {
            folder.write(CONFIG, json(transfer));
            return new Login(folder);
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    /** A registry without login is there all the same: if none were, {@code docker} would go to the user's key chain. */
    private static String json(Transfer transfer) {
        var login = transfer.credentials().map(Login::json).orElse("{}");
        return keys(transfer.repository().registry()).stream()
                .map(key -> quoted(key) + ":" + login)
                .collect(Collectors.joining(",", "{\"auths\":{", "}}"));
    }

    private static String json(Credentials credentials) {
        return credentials.isIdentityToken()
                ? "{\"auth\":\"" + encoded(credentials.username(), "") + "\",\"identitytoken\":"
                        + quoted(credentials.password()) + "}"
                : "{\"auth\":\"" + encoded(credentials.username(), credentials.password()) + "\"}";
    }

    private static List<String> keys(String registry) {
        return registry.equals(Repository.DOCKER_HUB) ? DOCKER_HUB : List.of(registry);
    }

    private static String encoded(String username, String password) {
        var pair = username + ":" + password;
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String text) {
        return text.chars()
                .mapToObj(c -> c < ' ' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : Character.toString(c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    /** Where the login is. Has no secret itself. */
    Path folder() {
        return folder.path();
    }

    /** Lets {@code docker} find the user's contexts, which it seeks beside the login. */
    void showContexts(HostEnvironment environment) throws IOException {
        var contexts = environment.dockerFolder().resolve("contexts");
        if (Files.isDirectory(contexts)) {
            folder.show(contexts, Path.of("contexts"));
        }
    }

    /**
     * How Podman is told of the login. Older ones look for logins in the user's own files as well, in two places: so they
     * get a folder for the one, and for the other one with everything that is in it except the login.
     */
    Map<String, String> podmanVariables(HostEnvironment environment) throws IOException {
        var variables = new HashMap<String, String>();
        variables.put("REGISTRY_AUTH_FILE", folder().resolve(CONFIG).toString());
        variables.put("DOCKER_CONFIG", folder().toString());
        var configuration = environment
                .variable("XDG_CONFIG_HOME")
                .map(Path::of)
                .orElseGet(() -> environment.home().resolve(".config"));
        var containers = configuration.resolve("containers");
        if (Files.exists(containers.resolve("auth.json"))) {
            showAllBut("containers", configuration, Path.of("xdg"));
            showAllBut("auth.json", containers, Path.of("xdg", "containers"));
            variables.put("XDG_CONFIG_HOME", folder().resolve("xdg").toString());
        }
        return variables;
    }

    private void showAllBut(String exception, Path from, Path to) throws IOException {
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList()) {
                var name = entry.getFileName().toString();
                if (!name.equals(exception)) {
                    folder.show(entry, to.resolve(name));
                }
            }
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
