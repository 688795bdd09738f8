package us.apolo.images.login;

import java.net.URI;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;

/**
 * A login as it is at a moment.
 *
 * @param token the token
 * @param platform what the platform has for the account
 * @param current what is current, before a project's own files say otherwise
 * @param apiUrl the URL of the platform's API; empty if the login does not say
 */
record Login(TokenState token, Platform platform, CurrentNames current, Optional<URI> apiUrl) {
    /** The credentials for a registry; empty if it is none of the login's. */
    Optional<Credentials> credentials(String registry) {
        var username = AccountName.forBasic(token.token());
        var ofClusters = platform.clusters().stream()
                .map(cluster -> CredentialsProvider.of(cluster.registry().toString(), username, token.token()))
                .toArray(CredentialsProvider[]::new);
        return CredentialsProvider.firstOf(ofClusters).credentials(registry);
    }

    /** The same with another token. */
    Login with(TokenState other) {
        return new Login(other, platform, current, apiUrl);
    }
}
