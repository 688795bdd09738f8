package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.core.http.ObservedTransport;

/** Gets the calls of one operation let in. */
public final class Authorizer {
    private final OperationCredentials credentials;
    private final Tokens tokens;
    private final TokenServer server;

    /**
     * Makes it.
     *
     * @param credentials the operation's credentials
     * @param tokens those of earlier operations
     * @param transport fetches more
     */
    public Authorizer(OperationCredentials credentials, Tokens tokens, ObservedTransport transport) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.server = tokens.server(transport);
    }

    /**
     * Begins a call. If the registry is known to want a token for such calls, there is one now.
     *
     * @param registry the registry's authority
     * @param root where the registry is
     * @param needed what the call has to be allowed to do; empty if nothing in particular
     * @return what to send along
     * @throws us.apolo.images.ImagesException if there is no token to be had
     */
    public CallAuthorization begin(String registry, URI root, List<Scope> needed) {
        var need = new Need(registry, needed);
        var call = new CallAuthorization(this, need, root);
        tokens.known(need).ifPresent(call::useToken);
        return call;
    }

    Optional<Credentials> credentials(Need need) {
        return credentials.of(need.registry());
    }

    /** Whether there are other credentials now than these, which have been refused. */
    boolean renewed(Need need, Optional<Credentials> refused) {
        return credentials.renew(need.registry(), refused);
    }

    TokenSlot.Obtained token(Need need, TokenRequest request, Optional<Credentials> used, @Nullable Token refused) {
        return tokens.get(need, request, used, server, refused);
    }

    /** The registry wants no token for such a call. */
    void forgetToken(Need need) {
        tokens.forget(need);
    }
}
