package us.apolo.images.docker.daemon;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.util.Objects;

/** An answer of the engine whose status is an error. */
final class EngineRefusal {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineRefusal() {}

    /** What the engine says with it: {@code {"message": "…"}}. */
    static String words(DockerException refusal) {
        var message = Objects.requireNonNullElse(refusal.getMessage(), "");
        // docker-java puts the status in front of the body.
        var prefix = "Status " + refusal.getHttpStatus() + ": ";
        var body = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        try {
            var words = JSON.readTree(body).path("message").asText("");
            return words.isEmpty() ? body : words;
        } catch (JacksonException e) {
            // Not every proxy in front of an engine speaks JSON.
            return body;
        }
    }
}
