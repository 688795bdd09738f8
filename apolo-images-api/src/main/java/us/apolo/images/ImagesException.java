package us.apolo.images;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that the operations throw of their own accord. Its subclasses are what a caller can branch on;
 * the message says what went wrong and, where that is known, what to do next. No message holds a secret.
 */
public abstract class ImagesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable RegistryAnswer answer;

    /**
     * Makes an error.
     *
     * @param message what went wrong
     * @param answer what the registry said; null if it was not the registry that spoke
     * @param cause what led to this; null if nothing did
     */
    protected ImagesException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.answer = answer;
    }

    /**
     * What the registry said, where this error comes from an answer of a registry.
     *
     * @return method, URL, status, codes and a capped body
     */
    public Optional<RegistryAnswer> answer() {
        return Optional.ofNullable(answer);
    }
}
