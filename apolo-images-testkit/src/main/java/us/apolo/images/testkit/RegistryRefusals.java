package us.apolo.images.testkit;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.function.Supplier;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;

/**
 * Turns a refusal into the error that a user gets of it, with the answer that a registry would give over HTTP.
 *
 * @param registry the registry's authority
 * @param method the method that it would be
 * @param path the path that it would be, below {@code /v2/}
 * @param image what is sought, if not to find it is an error of its own; else empty
 */
record RegistryRefusals(String registry, String method, String path, String image) {
    <T> T translate(Supplier<T> work) {
        try {
            return work.get();
        } catch (RefusedException e) {
            throw translated(e);
        }
    }

    private ImagesException translated(RefusedException e) {
        var answer = answer(e.code(), e.json());
        return e.code().status() == 404 && !image.isEmpty()
                ? new ImageNotFoundException(image, "the registry " + registry, answer, e)
                : new RegistryRefusedException("The registry " + registry + " refuses: " + answer, answer, e);
    }

    private RegistryAnswer answer(ErrorCode code, String body) {
        return new RegistryAnswer(
                method,
                RegistryAnswer.withoutSecrets(uri()),
                code.status(),
                List.of(code.name()),
                List.of(code.message()),
                body);
    }

    private URI uri() {
        try {
            return new URI("memory", registry, "/v2/" + path, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not a registry: " + registry, e);
        }
    }
}
