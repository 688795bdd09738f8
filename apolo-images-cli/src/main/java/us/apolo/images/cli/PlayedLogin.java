package us.apolo.images.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;

/** A login file of nobody, for {@link FirstStart}: its token opens nothing. */
final class PlayedLogin {
    private PlayedLogin() {}

    /**
     * Writes it.
     *
     * @param folder the login's folder, made if it is not there
     * @param registry the registry of the one cluster, {@code main}, whose current project is {@code ml} of {@code acme}
     * @throws SQLException if the SQLite driver does not work here
     */
    static void write(Path folder, URI registry) throws IOException, SQLException {
        var ofOwner = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ofOwner));
        var file = Files.createFile(
                folder.resolve("db"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE main (token TEXT, clusters TEXT, projects TEXT, cluster_name TEXT,"
                        + " org_name TEXT, project_name TEXT, url TEXT, timestamp REAL)");
            }
            try (var row = connection.prepareStatement(
                    "INSERT INTO main VALUES (?, ?, '[]', 'main', 'acme', 'ml', 'https://localhost/api/v1', 1)")) {
                row.setString(1, part("{}") + "." + part("{\"identity\":\"nobody\"}") + "." + part("{}"));
                row.setString(2, "[{\"name\":\"main\",\"registry_url\":\"" + registry + "\",\"orgs\":[\"acme\"]}]");
                row.executeUpdate();
            }
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
