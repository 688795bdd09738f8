package us.apolo.images.it;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;

/** The folder of somebody who is signed in: the file that the platform's own SDK has written, with other addresses. */
final class SignedInFolder {
    private static final Path FIXTURE =
            Path.of(System.getProperty("modules")).resolve("apolo-login/src/test/resources/login-file/db");

    /** The cluster that is current, with the organization and the project. */
    static final String CURRENT = "north/acme/ml";

    private final Path folder;

    private SignedInFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one.
     *
     * @param registry the registry of the only cluster
     * @param tokenServer where the token is renewed
     */
    static SignedInFolder make(Path folder, URI registry, URI tokenServer) throws IOException, SQLException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(FIXTURE, folder.resolve("db"));
        Files.setPosixFilePermissions(folder.resolve("db"), PosixFilePermissions.fromString("rw-------"));
        var made = new SignedInFolder(folder);
        made.set("clusters", "[{\"name\": \"north\", \"orgs\": [\"acme\"], \"registry_url\": \"" + registry + "\"}]");
        made.set("auth_config", "{\"token_url\": \"" + tokenServer + "\", \"client_id\": \"made-up\"}");
        return made;
    }

    Path path() {
        return folder;
    }

    /** A token of an account, signed by nobody. */
    static String token(String account, String end) {
        return encoded("{}") + "." + encoded("{\"identity\": \"" + account + "\"}") + "." + end;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Has a token that is to be renewed from then on. */
    SignedInFolder token(String token, Instant renewAt) throws SQLException {
        set("token", token);
        set("expiration_time", renewAt.getEpochSecond());
        return this;
    }

    void set(String column, Object value) throws SQLException {
        try (var connection = connect();
                var update = connection.prepareStatement("UPDATE main SET " + column + " = ?")) {
            update.setObject(1, value);
            update.executeUpdate();
        }
    }

    String get(String query) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("db"));
    }
}
