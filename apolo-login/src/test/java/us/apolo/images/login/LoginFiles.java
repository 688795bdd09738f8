package us.apolo.images.login;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import us.apolo.images.port.engine.HostEnvironment;

/** A folder with the login file that the platform's own SDK has written, and ways to make another one of it. */
final class LoginFiles {
    /** What the file has. */
    static final String REFRESH_TOKEN = "made-up-refresh-token";

    static final String REGISTRY = "registry.north.example.org";

    private final Path home;
    private final Path folder;

    private LoginFiles(Path home) {
        this.home = home;
        this.folder = home.resolve(".apolo");
    }

    /** The login of somebody whose home is in a temporary folder. */
    static LoginFiles in(Path temporary) {
        try (var fixture = LoginFiles.class.getResourceAsStream("/login-file/db")) {
            var files = new LoginFiles(Files.createDirectories(temporary.resolve("home")));
            Files.createDirectories(files.folder);
            Files.write(files.db(), Optional.ofNullable(fixture).orElseThrow().readAllBytes());
            files.mode(files.folder, "rwx------");
            files.mode(files.db(), "rw-------");
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path home() {
        return home;
    }

    Path folder() {
        return folder;
    }

    Path db() {
        return folder.resolve("db");
    }

    void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    HostEnvironment environment(Map<String, String> variables) {
        return new HostEnvironment(variables, home, false);
    }

    ApoloLogin login() {
        return login(Clock.systemUTC());
    }

    ApoloLogin login(Clock clock) {
        return ApoloLogin.find(environment(Map.of()), home, clock);
    }

    /** A token with a claim, signed by nobody. */
    static String token(String identity, String end) {
        var claims = "{\"identity\": \"" + identity + "\"}";
        return part("{\"alg\": \"none\"}") + "." + part(claims) + "." + end;
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** A connection of somebody else. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + db());
    }

    LoginFiles sql(String... statements) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a column has in the newest row. */
    String column(String name) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + name + " FROM main ORDER BY timestamp DESC LIMIT 1")) {
            rows.next();
            return String.valueOf(rows.getObject(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time for the token has passed. */
    LoginFiles due() {
        return sql("UPDATE main SET expiration_time = 1");
    }

    /** All files with their content and times. */
    Map<String, String> look() {
        try (var files = Files.list(folder)) {
            var seen = new TreeMap<String, String>();
            for (var file : files.toList()) {
                FileTime time = Files.getLastModifiedTime(file);
                seen.put(file.getFileName().toString(), time + " " + Arrays.hashCode(Files.readAllBytes(file)));
            }
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
