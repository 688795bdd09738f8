package us.apolo.images.services;

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

/**
 * The folder of somebody who is signed in: the file that the platform's own SDK has written, with other addresses. Needs
 * the SQLite driver, which does not come along.
 */
public final class SignedInFolder {
    private static final String FIXTURE = "apolo-login/src/test/resources/login-file/db";

    /** The cluster that is current, with the organization and the project. */
    public static final String CURRENT = "north/acme/ml";

    private final Path folder;

    private SignedInFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Makes one.
     *
     * @param sources the root of the project's sources
     * @param folder the folder, which is not there yet
     * @param registry the registry of the only cluster
     * @param tokenServer where the token is renewed
     * @return somebody whose token is not set yet
     * @throws SQLException if the driver does not work here
     */
    public static SignedInFolder make(Path sources, Path folder, URI registry, URI tokenServer)
            throws IOException, SQLException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(sources.resolve(FIXTURE), folder.resolve("db"));
        Files.setPosixFilePermissions(folder.resolve("db"), PosixFilePermissions.fromString("rw-------"));
        var made = new SignedInFolder(folder);
        made.set("clusters", "[{\"name\": \"north\", \"orgs\": [\"acme\"], \"registry_url\": \"" + registry + "\"}]");
        made.set("auth_config", "{\"token_url\": \"" + tokenServer + "\", \"client_id\": \"made-up\"}");
        return made;
    }

    /**
     * Where it is.
     *
     * @return the folder
     */
    public Path path() {
        return folder;
    }

    /**
     * A token of an account, signed by nobody.
     *
     * @param account the user's name
     * @param end tells it from others
     * @return the token
     */
    public static String token(String account, String end) {
        return encoded("{}") + "." + encoded("{\"identity\": \"" + account + "\"}") + "." + end;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Has a token that is to be renewed from then on.
     *
     * @param token the token
     * @param renewAt when its time is up
     * @return this
     * @throws SQLException if the driver does not work here
     */
    public SignedInFolder token(String token, Instant renewAt) throws SQLException {
        set("token", token);
        set("expiration_time", renewAt.getEpochSecond());
        return this;
    }

    private void set(String column, Object value) throws SQLException {
        try (var connection = connect();
                var update = connection.prepareStatement("UPDATE main SET " + column + " = ?")) {
            update.setObject(1, value);
            update.executeUpdate();
        }
    }

    /**
     * Asks the file.
     *
     * @param query a query whose answer has a row
     * @return the first value
     * @throws SQLException if the driver does not work here, or the query is none
     */
    public String get(String query) throws SQLException {
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
