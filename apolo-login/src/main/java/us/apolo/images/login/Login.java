package us.apolo.images.login;

import java.net.URI;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.CredentialsUnavailableException;

/** A login as it is at a moment. Immutable. */
final class Login {
    private final TokenState token;
    private final Platform platform;
    private final CurrentNames current;
    private final Optional<URI> apiUrl;
    private final CredentialsProvider credentials;

    /**
     * Puts it together.
     *
     * @param token the token
     * @param platform what the platform has for the account
     * @param current what is current, before a project's own files say otherwise
     * @param apiUrl the URL of the platform's API; empty if the login does not say
     */
    Login(TokenState token, Platform platform, CurrentNames current, Optional<URI> apiUrl) {
        this.token = token;
        this.platform = platform;
        this.current = current;
        this.apiUrl = apiUrl;
        this.credentials = credentials(token.token(), platform);
    }

    private static CredentialsProvider credentials(String token, Platform platform) {
        var username = AccountName.forBasic(token);
        return CredentialsProvider.firstOf(platform.clusters().stream()
                .map(cluster -> ofCluster(cluster, username, token))
                .toArray(CredentialsProvider[]::new));
    }

    /** A token is a password: over the network it goes nowhere where anybody could read it. */
    private static CredentialsProvider ofCluster(Cluster cluster, String username, String token) {
        return PlatformCall.isSafe(cluster.registry())
                ? CredentialsProvider.of(cluster.registry().toString(), username, token)
                : CredentialsProvider.of(cluster.registry().toString(), () -> {
                    throw new CredentialsUnavailableException(
                            "The login's token does not go to " + cluster.registry() + ", the registry of the cluster "
                                    + cluster.name() + ", since that is not over TLS, and it would be open to anybody;"
                                    + " have the platform name its registry by https",
                            null);
                });
    }

    TokenState token() {
        return token;
    }

    Platform platform() {
        return platform;
    }

    CurrentNames current() {
        return current;
    }

    Optional<URI> apiUrl() {
        return apiUrl;
    }

    /** The credentials for a registry; empty if it is none of the login's. */
    Optional<Credentials> credentials(String registry) {
        return credentials.credentials(registry);
    }

    /** The same with another token. */
    Login with(TokenState other) {
        return new Login(other, platform, current, apiUrl);
    }

    /** What is current, and no secret. */
    @Override
    public String toString() {
        return "Login[" + current + "]";
    }
}
