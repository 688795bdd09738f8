package us.apolo.images.login;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A row of a login file. Versions of the platform's command write more columns or fewer; what is missing is not said. */
final class LoginRow {
    private static final double MOST_SECONDS = 1e11;

    private final Map<String, Object> values;

    /** @param values what stands in the columns that have a value */
    LoginRow(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new HashMap<>(values));
    }

    /** A column's text; empty if the column is missing or has none. */
    Optional<String> text(String column) {
        return values.get(column) instanceof String text
                ? Optional.of(text).filter(it -> !it.isBlank())
                : Optional.empty();
    }

    private Optional<Instant> moment(String column) {
        return values.get(column) instanceof Number number ? moment(number.doubleValue()) : Optional.empty();
    }

    private static Optional<Instant> moment(double seconds) {
        try {
            var bounded = Math.max(-MOST_SECONDS, Math.min(seconds, MOST_SECONDS));
            return Optional.of(Instant.ofEpochMilli((long) (bounded * 1000)));
        } catch (DateTimeException e) {
            throw new IllegalStateException(String.format(Locale.ROOT, "%s seconds are within bounds", seconds), e);
        }
    }

    /**
     * A column's JSON.
     *
     * @throws IllegalArgumentException if it is none
     */
    JsonNode json(String column) {
        return Json.parse(text(column).orElse("{}").getBytes(StandardCharsets.UTF_8), "its column " + column);
    }

    /**
     * The token.
     *
     * @throws IllegalArgumentException if there is none
     */
    TokenState token() {
        return new TokenState(
                text("token").orElseThrow(() -> new IllegalArgumentException("it has no token")),
                moment("expiration_time"),
                text("refresh_token"));
    }

    /**
     * The login.
     *
     * @throws IllegalArgumentException if something that is needed is missing or has a wrong form
     */
    Login login() {
        return new Login(
                token(),
                PlatformReader.read(json("clusters"), json("projects")),
                new CurrentNames(text("cluster_name"), text("org_name"), text("project_name")),
                text("url").flatMap(PlatformCall::address));
    }

    /** The columns alone. */
    @Override
    public String toString() {
        return "LoginRow" + values.keySet();
    }
}
