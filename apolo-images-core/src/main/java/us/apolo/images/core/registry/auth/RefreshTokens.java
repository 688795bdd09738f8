package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.util.Optional;
import us.apolo.images.Credentials;

/** The refresh tokens that token servers have given, each for the account that it was given to. Thread-safe. */
final class RefreshTokens {
    private static final int MOST = 256;

    private final Recent<Account, String> tokens = new Recent<>(MOST);
    private final Recent<URI, Boolean> useless = new Recent<>(MOST);

    /**
     * Whom a refresh token stands for, and before whom.
     *
     * @param registry the registry's authority
     * @param realm the token server
     * @param service what the registry is called there
     * @param credentials whose it is
     */
    record Account(String registry, URI realm, Optional<String> service, Credentials credentials) {}

    Optional<String> of(Account account) {
        return tokens.get(account);
    }

    void keep(Account account, String token) {
        if (useless.get(account.realm()).isEmpty()) {
            tokens.put(account, token);
        }
    }

    void forget(Account account) {
        tokens.remove(account);
    }

    /** The server takes none, whatever it gives: it does not know the exchange. */
    void areUselessAt(URI realm) {
        useless.put(realm, true);
    }
}
