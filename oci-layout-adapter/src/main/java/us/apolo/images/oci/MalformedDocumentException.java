package us.apolo.images.oci;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A document is not what it should be. The message goes on after the document's name: "has …", "is …". */
final class MalformedDocumentException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDocumentException(String message) {
        this(message, null);
    }

    MalformedDocumentException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** What is wrong. */
    String words() {
        return Objects.requireNonNull(getMessage());
    }
}
