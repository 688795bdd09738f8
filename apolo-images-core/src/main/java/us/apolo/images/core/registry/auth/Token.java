package us.apolo.images.core.registry.auth;

import java.time.Instant;

/** What is sent in place of credentials. Two with the same text are two. */
final class Token {
    private final String text;
    private final Instant renewAt;

    Token(String text, Instant renewAt) {
        this.text = text;
        this.renewAt = renewAt;
    }

    /** The value of {@code Authorization} behind the scheme. */
    String text() {
        return text;
    }

    /** Whether it will be accepted for some time yet. */
    boolean isFresh(Instant now) {
        return now.isBefore(renewAt);
    }

    /** Nothing of it, so that no log ever holds it. */
    @Override
    public String toString() {
        return "Token[***]";
    }
}
