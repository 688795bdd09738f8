package us.apolo.images.benchmarks.program;

import java.util.Optional;

/**
 * Who the harness's own registries let in. It comes to the programs by their environment, and never as an argument.
 *
 * @param user the user
 * @param password the password
 */
public record Login(String user, String password) {
    /** The variable with user and password, separated by a colon. */
    public static final String VARIABLE = "BENCHMARK_LOGIN";

    /**
     * What this program was given.
     *
     * @return the login; empty where registries want none
     */
    public static Optional<Login> ofThisProcess() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Login::read);
    }

    private static Login read(String text) {
        var parts = text.split(":", 2);
        return new Login(parts[0], parts[1]);
    }

    /**
     * The variable's value.
     *
     * @return user and password, separated by a colon
     */
    public String text() {
        return user + ":" + password;
    }

    /** Tells no secret. */
    @Override
    public String toString() {
        return "login of " + user;
    }
}
