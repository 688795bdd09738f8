package us.apolo.images.login;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import us.apolo.images.ApoloConfig;

/**
 * What can be shown of a login. There is no secret in it.
 *
 * @param source what the login is from, for people: a file, or what was passed to a job
 * @param account the account's name, as the token says it and nobody has verified; empty if it does not say
 * @param apiUrl the URL of the platform's API; empty if the login does not say
 * @param config clusters, current cluster, organization and project
 */
public record LoginDetails(String source, Optional<String> account, Optional<URI> apiUrl, ApoloConfig config) {
    /**
     * Checks the parts.
     *
     * @param source what the login is from, for people: a file, or what was passed to a job
     * @param account the account's name, as the token says it and nobody has verified; empty if it does not say
     * @param apiUrl the URL of the platform's API; empty if the login does not say
     * @param config clusters, current cluster, organization and project
     */
    public LoginDetails {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(apiUrl, "apiUrl");
        Objects.requireNonNull(config, "config");
    }
}
