package us.apolo.images.observation;

import java.util.Objects;

/**
 * That the provider of credentials was asked again.
 *
 * @param registry the authority of the registry that has refused the first ones
 * @param renewed whether there were others
 */
public record CredentialsRenewal(String registry, boolean renewed) {
    /**
     * Checks that nothing is null.
     *
     * @param registry the authority of the registry that has refused the first ones
     * @param renewed whether there were others
     */
    public CredentialsRenewal {
        Objects.requireNonNull(registry, "registry");
    }
}
