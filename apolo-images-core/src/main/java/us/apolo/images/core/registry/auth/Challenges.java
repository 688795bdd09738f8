package us.apolo.images.core.registry.auth;

import java.util.List;
import us.apolo.images.port.HttpHeaders;

/**
 * The challenges of {@code WWW-Authenticate}: several in one field or in several. What cannot be read as one is passed
 * over, since what stands beside it may well do.
 */
record Challenges(List<Challenge> all) {
    private static final String FIELD = "WWW-Authenticate";

    /** More than these are not looked at. */
    private static final int MAX_CHALLENGES = 20;

    Challenges {
        all = List.copyOf(all);
    }

    static Challenges of(HttpHeaders headers) {
        return new Challenges(headers.all(FIELD).stream()
                .limit(MAX_CHALLENGES)
                .flatMap(field -> new ChallengeReader(field).read().stream())
                .limit(MAX_CHALLENGES)
                .toList());
    }

    /** The challenges of a scheme in their order. */
    List<Challenge> of(String scheme) {
        return all.stream()
                .filter(challenge -> challenge.scheme().equals(scheme))
                .toList();
    }

    /** Whether the token that was sent is good, and not good for this (RFC 6750, section 3.1). */
    boolean isInsufficientScope() {
        return of("bearer").stream()
                .anyMatch(challenge -> challenge
                        .parameter("error")
                        .filter("insufficient_scope"::equals)
                        .isPresent());
    }
}
