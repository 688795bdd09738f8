package us.apolo.images.testkit.front;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.wire.WireExchange;

/** Whom a registry lets in. */
public interface Access {
    /** Everybody may do everything. */
    Access OPEN = (exchange, needed) -> Optional.empty();

    /**
     * Says why a request is not let in.
     *
     * @param exchange the request
     * @param needed what it would have to be allowed to do
     * @return empty if it is let in
     */
    Optional<Denial> denial(WireExchange exchange, List<Scope> needed);

    /**
     * Answers a request that is about access itself.
     *
     * @param exchange the request
     * @return whether it was one
     * @throws IOException if the connection breaks
     */
    default boolean answers(WireExchange exchange) throws IOException {
        return false;
    }

    /**
     * By HTTP Basic.
     *
     * @param users who is let in
     * @return wants a user name and a password with every request
     */
    static Access basic(Users users) {
        return (exchange, needed) -> {
            var user = users.authenticated(exchange);
            if (user.isEmpty()) {
                return Optional.of(Denial.challenge("Basic realm=\"test registry\"", needed));
            }
            return needed.stream().allMatch(user.get()::may) ? Optional.empty() : Optional.of(Denial.forbidden(needed));
        };
    }

    /**
     * A refusal, and the header fields that go with it.
     *
     * @param reason why
     * @param headers may have a challenge
     */
    record Denial(RefusedException reason, HttpHeaders.Builder headers) {
        static Denial challenge(String challenge, List<Scope> needed) {
            return new Denial(
                    new RefusedException(ErrorCode.UNAUTHORIZED, needed.toString()),
                    HttpHeaders.builder().add("WWW-Authenticate", challenge));
        }

        static Denial forbidden(List<Scope> needed) {
            return new Denial(new RefusedException(ErrorCode.DENIED, needed.toString()), HttpHeaders.builder());
        }
    }
}
