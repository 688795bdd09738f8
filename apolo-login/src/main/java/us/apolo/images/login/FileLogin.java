package us.apolo.images.login;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.port.HttpTransport;

/** The login that the platform's command keeps in a folder. It is read anew as soon as it has changed. */
final class FileLogin implements LoginSource {
    private static final System.Logger LOG = System.getLogger(FileLogin.class.getName());

    /** Longer than a renewal takes that works. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LoginFolder folder;
    private final LoginDatabase database;
    private final ProjectSettings settings;
    private final Clock clock;
    private volatile @Nullable Snapshot latest;
    /** A renewed token that could not be written, so that this process at least goes on with it. */
    private volatile @Nullable Unwritten unwritten;

    FileLogin(LoginFolder folder, ProjectSettings settings, Clock clock) {
        this.folder = folder;
        this.database = folder.database();
        this.settings = settings;
        this.clock = clock;
    }

    /** What the file had in it when it looked like that. */
    private record Snapshot(FileState state, LoginRow row, Login login) {}

    /** What came of renewing a token. */
    private record Unwritten(String old, TokenState renewed) {
        @Override
        public String toString() {
            return "Unwritten[***]";
        }
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public ApoloConfig config(HttpTransport transport) {
        var login = read().login();
        return login.platform().config(settings.read().or(login.current()), name());
    }

    @Override
    public Login known(HttpTransport transport) {
        return withOurToken(read());
    }

    @Override
    public Login current(Login known, HttpTransport transport) {
        return login(known, token -> token.isDue(clock.instant()), transport);
    }

    @Override
    public Login renewed(String refused, HttpTransport transport) {
        return login(known(transport), token -> token.token().equals(refused), transport);
    }

    private Login login(Login known, Predicate<TokenState> isStale, HttpTransport transport) {
        return isStale.test(known.token()) ? renewed(isStale, transport) : known;
    }

    /** Whoever had the lock before may have renewed it. */
    private Login renewed(Predicate<TokenState> isStale, HttpTransport transport) {
        return new RenewalLock(folder.lock(), PATIENCE).during(() -> {
            var snapshot = read();
            var login = withOurToken(snapshot);
            return isStale.test(login.token()) ? renew(snapshot, login, transport) : login;
        });
    }

    private Login renew(Snapshot snapshot, Login login, HttpTransport transport) {
        var refreshToken = login.token()
                .refreshToken()
                .orElseThrow(() -> Unusable.refused(
                        "the token in " + name() + ", which was given by hand and cannot be renewed,",
                        Unusable.LOG_IN_AGAIN + ", or with another token: apolo config login-with-token",
                        null));
        var renewed = TokenRenewal.of(snapshot.row(), name()).renew(refreshToken, transport, clock);
        LOG.log(Level.DEBUG, "The token in {0} has been renewed", name());
        write(snapshot.login().token().token(), renewed);
        return login.with(renewed);
    }

    private void write(String old, TokenState renewed) {
        try {
            database.replace(old, renewed);
            unwritten = null;
        } catch (SQLException e) {
            unwritten = new Unwritten(old, renewed);
            LOG.log(
                    Level.WARNING,
                    "The renewed token is not written to {0}, and counts for this program alone: {1}",
                    database,
                    e.getMessage());
        }
    }

    private Login withOurToken(Snapshot snapshot) {
        var ours = unwritten;
        return ours != null && ours.old().equals(snapshot.login().token().token())
                ? snapshot.login().with(ours.renewed())
                : snapshot.login();
    }

    private Snapshot read() {
        var known = latest;
        var state = folder.database().state();
        if (known != null && known.state().equals(state) && state.isAtRest()) {
            return known;
        }
        var row = database.newest();
        var read = new Snapshot(state, row, parse(row));
        latest = read;
        return read;
    }

    private Login parse(LoginRow row) {
        try {
            return row.login();
        } catch (IllegalArgumentException e) {
            throw Unusable.malformed(name(), String.valueOf(e.getMessage()));
        }
    }
}
