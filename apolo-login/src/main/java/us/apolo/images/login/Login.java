package us.apolo.images.login;

import java.net.URI;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;

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
                .map(cluster -> CredentialsProvider.of(cluster.registry().toString(), username, token))
                .toArray(CredentialsProvider[]::new));
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
