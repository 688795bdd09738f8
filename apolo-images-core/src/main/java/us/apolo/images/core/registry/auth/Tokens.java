package us.apolo.images.core.registry.auth;

import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.core.http.ObservedTransport;

/**
 * The tokens that registries have given for credentials, kept from one operation to the next: each for one registry,
 * what may be done there, and the credentials that it was given for. So nobody gets a token of another account.
 */
public final class Tokens {
    /** Tokens of some registries are several kilobytes long. */
    private static final int MOST = 256;

    private final Clock clock;
    private final Recent<Need, TokenRequest> requests = new Recent<>(4 * MOST);
    private final Recent<Purpose, TokenSlot> slots = new Recent<>(MOST);
    private final RefreshTokens refreshTokens = new RefreshTokens();

    /**
     * Makes a place for tokens.
     *
     * @param clock tells when they expire
     */
    public Tokens(Clock clock) {
        this.clock = clock;
    }

    /** What a token is for. */
    private record Purpose(Need need, Optional<Credentials> credentials) {}

    /** Where an operation fetches tokens. */
    TokenServer server(ObservedTransport transport) {
        return new TokenServer(transport, clock, refreshTokens);
    }

    /** What the registry has last wanted a token to be for such a call; empty if it has not wanted any. */
    Optional<TokenRequest> known(Need need) {
        return requests.get(need);
    }

    /** The registry wants no token for such a call. */
    void forget(Need need) {
        requests.remove(need);
    }

    /**
     * A token for a call.
     *
     * @param server fetches one if need be
     * @param refused a token that the registry has refused; null if there is none
     * @throws us.apolo.images.NotAuthenticatedException if the credentials are refused where tokens are fetched
     * @throws us.apolo.images.ImagesException if there is none for another reason
     */
    TokenSlot.Obtained get(
            Need need,
            TokenRequest request,
            Optional<Credentials> credentials,
            TokenServer server,
            @Nullable Token refused) {
        requests.put(need, request);
        return slots.get(new Purpose(need, credentials), () -> new TokenSlot(clock))
                .get(refused, () -> server.fetch(need.registry(), request, credentials));
    }
}
