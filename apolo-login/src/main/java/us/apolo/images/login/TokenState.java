package us.apolo.images.login;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A login's token, and how the next one is had.
 *
 * @param token what is shown to the platform and its registries
 * @param renewAt from when on it is to be renewed; empty if nothing is known of that
 * @param refreshToken what a new token is had for; empty if it cannot be renewed
 */
record TokenState(String token, Optional<Instant> renewAt, Optional<String> refreshToken) {
    TokenState {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(renewAt, "renewAt");
        Objects.requireNonNull(refreshToken, "refreshToken");
    }

    /** A token that was given by hand: nobody knows how long it lasts, and there is no other one. */
    static TokenState fixed(String token) {
        return new TokenState(token, Optional.empty(), Optional.empty());
    }

    /** Whether a new one should be had before it is used. */
    boolean isDue(Instant now) {
        return refreshToken.isPresent()
                && renewAt.filter(moment -> !moment.isAfter(now)).isPresent();
    }

    /** Nothing of it, so that no log ever holds it. */
    @Override
    public String toString() {
        return "TokenState[***]";
    }
}
