package us.apolo.images.docker.daemon;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.exception.DockerException;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import us.apolo.images.Credentials;

/** What engines say, made fit to be shown to people. */
final class EngineWords {
    private static final int MAX_SHOWN = 500;
    private static final int LEAST_SECRET = 6;
    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/@\\s\"]+@");
    private static final Pattern QUERY_OF_URL = Pattern.compile("(://[^\\s\"?]*)\\?[^\\s\"]*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private EngineWords() {}

    /**
     * Makes one line of it, cuts it, and strikes out what may be secret: users and queries of URLs, where registries put
     * signatures, and the password, should a registry repeat it.
     *
     * @param text what an engine says, in which it may quote a registry
     */
    static String shown(String text, Optional<Credentials> credentials) {
        var plain = text;
        var password = credentials.map(Credentials::password).orElse("");
        if (password.length() >= LEAST_SECRET) {
            plain = plain.replace(password, "***");
        }
        plain = USER_IN_URL.matcher(plain).replaceAll("***@");
        plain = QUERY_OF_URL.matcher(plain).replaceAll("$1?***");
        return cut(plain.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip());
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "…";
    }

    /** What an engine says with a status that is an error: {@code {"message": "…"}}. */
    static String of(DockerException refusal) {
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

    /** Why something failed, in the words of what failed first: docker-java wraps such errors. */
    static String reason(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException && cause.getMessage() != null) {
                return shown(cause.getMessage(), Optional.empty());
            }
        }
        return failure instanceof IOException || failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : shown(failure.getMessage(), Optional.empty());
    }
}
