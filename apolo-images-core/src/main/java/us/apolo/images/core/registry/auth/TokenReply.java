package us.apolo.images.core.registry.auth;

import java.util.Optional;
import java.util.function.Supplier;
import us.apolo.images.ImagesException;

/** What a token server answers to one request. */
sealed interface TokenReply {
    /**
     * A token.
     *
     * @param token the token
     * @param refreshToken what the next one can be had for; empty if the server gave none
     */
    record Given(Token token, Optional<String> refreshToken) implements TokenReply {}

    /**
     * None.
     *
     * @param status the status; 0 if there was none that counts
     * @param error makes the error
     */
    record Refused(int status, Supplier<ImagesException> error) implements TokenReply {
        /** Whether the server does not know the method. */
        boolean isUnknownMethod() {
            return status == 404 || status == 405;
        }

        /** Whether it will be the same with the same request. */
        boolean isFinal() {
            return status >= 400 && status < 500 && status != 408 && status != 429;
        }
    }
}
