package us.apolo.images.core.registry.auth;

import java.util.function.Supplier;
import us.apolo.images.ImagesException;

/** What came of asking for a token. */
sealed interface TokenAnswer {
    /** A token. */
    record Granted(Token token) implements TokenAnswer {}

    /**
     * None.
     *
     * @param error makes the error, one for each thread that has waited
     */
    record Denied(Supplier<ImagesException> error) implements TokenAnswer {}

    /** Whoever asked has given up, which says nothing to others. */
    record Abandoned() implements TokenAnswer {}
}
