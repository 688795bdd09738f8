package us.apolo.images;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** No container engine answers. */
public final class EngineUnavailableException extends ImagesException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> tried;

    /**
     * Makes the error.
     *
     * @param message what went wrong, and how to say where the engine is
     * @param tried where an engine was sought, in that order, each with what came of it
     * @param cause what led to this; null if nothing did
     */
    public EngineUnavailableException(String message, List<String> tried, @Nullable Throwable cause) {
        super(message, null, cause);
        this.tried = List.copyOf(tried);
    }

    /**
     * Where an engine was sought.
     *
     * @return the places in the order in which they were tried, each with what came of it
     */
    public List<String> tried() {
        return tried;
    }
}
