package us.apolo.images.core.registry;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;

/** Turns answers that are no success into errors. */
final class Failures {
    /** More of a body than this is not looked at. */
    private static final int MAX_BODY = 64 * 1024;

    private static final int MAX_SECONDS = 365 * 24 * 3600;

    private Failures() {}

    /** The error for an answer; its body is read as far as is needed. */
    static ImagesException of(Endpoint<?> endpoint, HttpResponse response, URI uri, Optional<Credentials> used)
            throws IOException {
        var text = used.isPresent() ? withoutSecrets(body(response), used.get()) : body(response);
        var answer =
                new RegistryAnswer(endpoint.method(), uri, response.status(), Json.errorCodes(text), printable(text));
        return switch (answer.status()) {
            case 401 ->
                new NotAuthenticatedException(
                        notAuthenticated(endpoint.registry(), response.headers(), used.isPresent()) + ": " + answer,
                        answer,
                        null);
            case 403 ->
                new NotAuthorizedException(
                        "The registry " + endpoint.registry() + " does not allow this to the account: " + answer,
                        answer,
                        null);
            case 429 -> rateLimited(endpoint.registry(), answer, response.headers());
            default ->
                answer.status() >= 500
                        ? new RegistryUnavailableException(
                                "The registry " + endpoint.registry() + " cannot answer now: " + answer, answer, null)
                        : endpoint.failure(answer);
        };
    }

    private static String body(HttpResponse response) throws IOException {
        return new String(response.body().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }

    /** Some servers echo what they were sent. */
    private static String withoutSecrets(String text, Credentials used) {
        var pair = (used.username() + ":" + used.password()).getBytes(StandardCharsets.UTF_8);
        var safe = text.replace(Base64.getEncoder().encodeToString(pair), "***");
        return used.password().isEmpty() ? safe : safe.replace(used.password(), "***");
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String notAuthenticated(String registry, HttpHeaders headers, boolean given) {
        if (wantsBearerAlone(headers.all("WWW-Authenticate"))) {
            return "The registry " + registry + " wants a Bearer token, and only HTTP Basic is spoken";
        }
        return given
                ? "The registry " + registry
                        + " does not accept the credentials; give a valid password or a fresh token"
                : "The registry " + registry + " wants credentials and there are none; the credentials provider must"
                        + " give some for " + registry;
    }

    private static boolean wantsBearerAlone(List<String> challenges) {
        var all = String.join(",", challenges).toLowerCase(Locale.ROOT);
        return all.contains("bearer ") && !all.contains("basic");
    }

    private static RateLimitedException rateLimited(String registry, RegistryAnswer answer, HttpHeaders headers) {
        var retryAt = headers.first("Retry-After").map(value -> retryAt(value, Clock.systemUTC()));
        var when = retryAt.map(moment -> "; come back at " + moment).orElse("");
        return new RateLimitedException(
                "The registry " + registry + " has had too many requests" + when + ": " + answer,
                retryAt.orElse(null),
                answer,
                null);
    }

    /** Reads {@code Retry-After}: seconds or a date (RFC 9110, section 10.2.3); null if it is neither. */
    static @Nullable Instant retryAt(String value, Clock clock) {
        var text = value.strip();
        if (text.matches("\\d{1,9}")) {
            return clock.instant().plusSeconds(Math.min(Integer.parseInt(text), MAX_SECONDS));
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
