package us.apolo.images.core.registry.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import us.apolo.images.core.http.Json;
import us.apolo.images.port.HttpHeaders;

/** Reads what a token server sends with a token. */
final class TokenReader {
    private static final Duration DEFAULT_LIFETIME = Duration.ofSeconds(60);
    private static final double MAX_SECONDS = 365 * 24 * 3600;

    /** So long before its end a token is not used any more, or for a quarter of its time if that is shorter. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private TokenReader() {}

    /**
     * Reads it.
     *
     * @param body what was sent
     * @param headers with which header fields
     * @param asked when it was asked for, by our own clock
     * @throws IllegalArgumentException if there is no token in it; the message tells nothing of it
     */
    static TokenReply.Given read(byte[] body, HttpHeaders headers, Instant asked) {
        var answer = parsed(body);
        var text = text(answer, "token")
                .or(() -> text(answer, "access_token"))
                .orElseThrow(() -> new IllegalArgumentException("there is none in its answer"));
        if (!text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException("it has characters that no token has");
        }
        return new TokenReply.Given(
                new Token(text, asked.plus(useful(lifetime(answer).minus(age(answer, headers))))),
                text(answer, "refresh_token"));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.MAPPER.readTree(body);
        } catch (JacksonException e) {
            // The cause quotes the answer, which may be the very token.
            throw new IllegalArgumentException("its answer is not JSON");
        }
    }

    private static Optional<String> text(JsonNode answer, String member) {
        return Optional.ofNullable(Json.text(answer, member)).filter(text -> !text.isBlank());
    }

    private static Duration lifetime(JsonNode answer) {
        var seconds = answer.path("expires_in");
        if (seconds.isNumber()) {
            return seconds(seconds.doubleValue());
        }
        return text(answer, "expires_in")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> seconds(Integer.parseInt(text)))
                .orElse(DEFAULT_LIFETIME);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds((long) Math.max(0, Math.min(seconds, MAX_SECONDS)));
    }

    /** How old the token was when it was sent. Both moments are by the server's clock, so that it need not agree with ours. */
    private static Duration age(JsonNode answer, HttpHeaders headers) {
        try {
            var issued = text(answer, "issued_at").map(OffsetDateTime::parse).map(OffsetDateTime::toInstant);
            var sent = headers.first("Date")
                    .map(text -> ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            if (issued.isPresent() && sent.isPresent() && issued.get().isBefore(sent.get())) {
                return Duration.between(issued.get(), sent.get());
            }
        } catch (DateTimeParseException e) {
            // Without both moments it is taken for new. If it is not, the registry will say so.
            return Duration.ZERO;
        }
        return Duration.ZERO;
    }

    private static Duration useful(Duration left) {
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        var quarter = left.dividedBy(4);
        return left.minus(quarter.compareTo(MARGIN) < 0 ? quarter : MARGIN);
    }
}
