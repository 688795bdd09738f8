package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/** Gets the calls of one operation let in. */
public final class Authorizer {
    private final OperationCredentials credentials;

    /**
     * Makes it.
     *
     * @param credentials the operation's credentials
     */
    public Authorizer(OperationCredentials credentials) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
    }

    /**
     * Begins a call.
     *
     * @param registry the registry's authority
     * @param root where the registry is
     * @param needed what the call has to be allowed to do; empty if nothing in particular
     * @return what to send along
     */
    public CallAuthorization begin(String registry, URI root, List<Scope> needed) {
        return new CallAuthorization(registry, credentials);
    }
}
