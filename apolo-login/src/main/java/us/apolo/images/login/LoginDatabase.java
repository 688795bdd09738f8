package us.apolo.images.login;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;
import us.apolo.images.CredentialsUnavailableException;

/**
 * The file {@code db} of a login, as SQLite has it.
 *
 * <p>Reading leaves no trace. As long as nobody writes, what is to be read is all in the file itself, and SQLite is told
 * that it does not change: then it makes no files beside it, as it would in WAL mode, and reads on disks where it could
 * not make them. Whether somebody did write meanwhile shows in the file's state, and then it is read once more.
 */
final class LoginDatabase {
    private static final int BUSY_MILLISECONDS = 5_000;
    private static final int MOST_READS = 20;
    /** Of SQLite's codes, what says more than the plain ones. */
    private static final int PLAIN_CODE = 0xff;

    private final Path file;

    LoginDatabase(Path file) {
        this.file = file;
    }

    /** How it is called in messages. */
    String name() {
        return "the login file " + file;
    }

    /**
     * The newest row.
     *
     * @throws CredentialsUnavailableException if there is none, or the file is broken, foreign or locked
     */
    LoginRow newest() {
        for (var read = 1; ; read++) {
            var before = state();
            try (var connection = open(before.isAtRest() ? "?immutable=1" : "?mode=ro", true)) {
                var row = newest(connection);
                if (!before.isAtRest() || before.equals(state())) {
                    return row;
                }
            } catch (SQLException e) {
                if (before.equals(state())) {
                    throw error(e);
                }
            } catch (UnsatisfiedLinkError e) {
                // The driver says once that it does not load, and from then on behaves as if it had.
                throw withoutDriver(e);
            }
            if (read == MOST_READS) {
                throw locked(null);
            }
        }
    }

    /** Changes with whatever is written to the file. */
    FileState state() {
        try {
            return FileState.of(file);
        } catch (IOException e) {
            throw Unusable.error(name(), "it cannot be read: " + e, Unusable.LOG_IN_AGAIN, e);
        }
    }

    /**
     * Puts a token in the place of another one, in all rows that have that one still.
     *
     * @throws SQLException if the file cannot be written
     */
    void replace(String old, TokenState renewed) throws SQLException {
        try (var connection = open("?mode=rw", false);
                var update = connection.prepareStatement(
                        "UPDATE main SET token = ?, expiration_time = ?, refresh_token = ? WHERE token = ?")) {
            update.setString(1, renewed.token());
            update.setDouble(
                    2,
                    renewed.renewAt()
                            .map(moment -> moment.toEpochMilli() / 1000.0)
                            .orElse(0.0));
            update.setString(3, renewed.refreshToken().orElse(""));
            update.setString(4, old);
            update.executeUpdate();
        }
    }

    private Connection open(String parameters, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        if (readOnly) {
            config.setReadOnly(true);
        }
        // Without DriverManager, which does not see drivers of other bundles.
        return config.createConnection(
                "jdbc:sqlite:file:" + file.toAbsolutePath().toUri().getRawPath() + parameters);
    }

    private LoginRow newest(Connection connection) throws SQLException {
        var columns = columns(connection);
        if (columns.isEmpty()) {
            throw Unusable.error(
                    name(),
                    "it is a database of something else, without a table main",
                    "name the folder of the login by APOLO_CONFIG, or " + Unusable.LOG_IN_AGAIN,
                    null);
        }
        var order = columns.contains("timestamp") ? "timestamp" : "rowid";
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT * FROM main ORDER BY " + order + " DESC LIMIT 1")) {
            if (!rows.next()) {
                throw Unusable.error(name(), "nobody is logged in there", "log in: apolo login", null);
            }
            return new LoginRow(values(rows, columns));
        }
    }

    private static Set<String> columns(Connection connection) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT name FROM pragma_table_info('main')")) {
            while (rows.next()) {
                names.add(rows.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static Map<String, Object> values(ResultSet row, Set<String> columns) throws SQLException {
        var values = new HashMap<String, Object>();
        for (var column : columns) {
            var value = row.getObject(column);
            if (value != null) {
                values.put(column, value);
            }
        }
        return values;
    }

    /** Words of SQLite tell the file's structure at the most, never what is in it. */
    private CredentialsUnavailableException error(SQLException e) {
        return e instanceof SQLiteException refusal ? error(refusal) : withoutDriver(e);
    }

    /** What does not come from SQLite comes from before there was one. */
    private CredentialsUnavailableException withoutDriver(Throwable e) {
        return Unusable.error(
                name(),
                "the SQLite driver does not load its native code here: " + (e.getCause() == null ? e : e.getCause()),
                "name a folder in which it may unpack that and from which programs may be run: -Dorg.sqlite.tmpdir=…",
                e);
    }

    private CredentialsUnavailableException error(SQLiteException e) {
        var code = SQLiteErrorCode.getErrorCode(e.getResultCode().code & PLAIN_CODE);
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> locked(e);
            case SQLITE_NOTADB -> Unusable.error(name(), "it is no SQLite database", Unusable.LOG_IN_AGAIN, e);
            case SQLITE_CORRUPT -> Unusable.error(name(), "it is damaged", Unusable.LOG_IN_AGAIN, e);
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY ->
                Unusable.error(
                        name(),
                        "it cannot be opened by this account: " + e.getMessage(),
                        "see to whom it belongs and whether its disk can be read",
                        e);
            default -> Unusable.error(name(), "it cannot be read: " + e.getMessage(), Unusable.LOG_IN_AGAIN, e);
        };
    }

    private CredentialsUnavailableException locked(@Nullable SQLException e) {
        return Unusable.error(
                name(),
                "another program has locked it",
                "try again when that has ended, for example an apolo command",
                e);
    }

    /** Where it is. */
    @Override
    public String toString() {
        return file.toString();
    }
}
