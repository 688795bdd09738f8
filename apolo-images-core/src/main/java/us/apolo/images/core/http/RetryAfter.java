package us.apolo.images.core.http;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import us.apolo.images.port.HttpHeaders;

/** {@code Retry-After}: when a server wants to be asked again (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private static final int MAX_SECONDS = 365 * 24 * 3600;

    private RetryAfter() {}

    /**
     * Reads the field.
     *
     * @param headers of the answer
     * @param now what seconds count from
     * @return the moment; empty if there is none, or it is neither seconds nor a date
     */
    public static Optional<Instant> of(HttpHeaders headers, Instant now) {
        return headers.first("Retry-After").flatMap(value -> of(value.strip(), now));
    }

    private static Optional<Instant> of(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(now.plusSeconds(Math.min(Integer.parseInt(text), MAX_SECONDS)));
        }
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            // What nobody can read says nothing.
            return Optional.empty();
        }
    }
}
