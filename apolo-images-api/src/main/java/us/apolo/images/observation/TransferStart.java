package us.apolo.images.observation;

import java.util.Objects;

/**
 * A push or a pull that the local store is about to do.
 *
 * @param image the image's full name, for example {@code registry.example.org/acme/ml/my-app:v1}
 * @param registry the authority of the registry
 * @param attempt how often it has been tried, this time included: one, unless it is a retry
 */
public record TransferStart(String image, String registry, int attempt) {
    /**
     * Checks that nothing is null.
     *
     * @param image the image's full name, for example {@code registry.example.org/acme/ml/my-app:v1}
     * @param registry the authority of the registry
     * @param attempt how often it has been tried, this time included: one, unless it is a retry
     */
    public TransferStart {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(registry, "registry");
    }
}
