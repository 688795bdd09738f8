package us.apolo.images.testkit.front;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.testkit.wire.WireExchange;

/** Who has an account, and what it may do. */
public final class Users {
    private final Map<String, User> users;

    /**
     * Copies the accounts.
     *
     * @param users by name
     */
    public Users(Map<String, User> users) {
        this.users = new LinkedHashMap<>(users);
    }

    /**
     * An account.
     *
     * @param credentials name and password
     * @param writes whether it may change anything
     */
    public record User(Credentials credentials, boolean writes) {
        boolean may(Scope scope) {
            return writes || scope.isReading();
        }
    }

    /** Whose credentials come with a request by HTTP Basic; empty if none do, or wrong ones. */
    Optional<User> authenticated(WireExchange exchange) {
        return exchange.headers()
                .first("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Basic ", 0, "Basic ".length()))
                .flatMap(value -> decoded(value.substring("Basic ".length()).strip()))
                .flatMap(this::authenticated);
    }

    private Optional<User> authenticated(String pair) {
        var colon = pair.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.ofNullable(users.get(pair.substring(0, colon)))
                        .filter(user -> user.credentials().password().equals(pair.substring(colon + 1)));
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
