package us.apolo.images;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An adapter is missing, there are several and none was chosen, or the one that was chosen cannot be made. */
public final class AdapterSelectionException extends ImagesException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> candidates;

    /**
     * Makes the error.
     *
     * @param message what is wrong, and the line to write
     * @param candidates the names of the adapters that were found
     * @param cause what led to this; null if nothing did
     */
    public AdapterSelectionException(String message, List<String> candidates, @Nullable Throwable cause) {
        super(message, null, cause);
        this.candidates = List.copyOf(candidates);
    }

    /**
     * The adapters that were found.
     *
     * @return their names; empty if there are none
     */
    public List<String> candidates() {
        return candidates;
    }
}
