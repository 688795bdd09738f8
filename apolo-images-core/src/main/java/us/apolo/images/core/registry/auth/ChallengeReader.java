package us.apolo.images.core.registry.auth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one field of challenges (RFC 9110, section 11.6.1) in one pass: schemes in any case, parameters as tokens or
 * quoted strings, a token in place of parameters, white space and empty elements wherever they may stand and where they
 * may not. Commas that are missing are not missed.
 */
final class ChallengeReader {
    /** More of a field than this is not looked at. */
    private static final int MAX_LENGTH = 16 * 1024;

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final String TOKEN68_MARKS = "-._~+/";

    private final String text;
    private final List<Challenge> challenges = new ArrayList<>();
    private int position;
    private @Nullable String scheme;
    private Map<String, String> parameters = new LinkedHashMap<>();

    ChallengeReader(String field) {
        text = field.length() <= MAX_LENGTH ? field : field.substring(0, MAX_LENGTH);
    }

    List<Challenge> read() {
        skipSeparators();
        while (!atEnd()) {
            readElement();
            skipSeparators();
        }
        endChallenge();
        return challenges;
    }

    /** A scheme, which the parameters that follow belong to, or one of these parameters. */
    private void readElement() {
        var word = token();
        if (word.isEmpty()) {
            skipElement();
            return;
        }
        skipSpace();
        if (next('=')) {
            var value = value();
            if (value != null) {
                parameters.putIfAbsent(word.toLowerCase(Locale.ROOT), value);
            }
            return;
        }
        endChallenge();
        scheme = word.toLowerCase(Locale.ROOT);
        skipToken68();
    }

    /** What was read so far is a challenge, unless it lacks a scheme. */
    private void endChallenge() {
        if (scheme != null) {
            challenges.add(new Challenge(scheme, parameters));
        }
        scheme = null;
        parameters = new LinkedHashMap<>();
    }

    /** Passes over a token in place of parameters: no scheme that has one is spoken here. */
    private void skipToken68() {
        var start = position;
        skipWhile(TOKEN68_MARKS);
        var hasToken = position > start;
        while (next('=')) {
            // Padding is part of it.
        }
        skipSpace();
        if (!hasToken || !(atEnd() || text.charAt(position) == ',')) {
            position = start;
        }
    }

    private String token() {
        var start = position;
        skipWhile(TOKEN_MARKS);
        return text.substring(start, position);
    }

    /** A parameter's value; null if it is none. */
    private @Nullable String value() {
        skipSpace();
        if (next('"')) {
            return quoted();
        }
        var start = position;
        while (!atEnd() && text.charAt(position) != ',' && !isSpace(text.charAt(position))) {
            // Addresses without quotes are no tokens, and are sent all the same.
            position++;
        }
        return position > start ? text.substring(start, position) : null;
    }

    private @Nullable String quoted() {
        var value = new StringBuilder();
        while (!atEnd()) {
            var c = text.charAt(position++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\' && !atEnd()) {
                c = text.charAt(position++);
            }
            value.append(c);
        }
        return null;
    }

    private void skipElement() {
        while (!atEnd() && text.charAt(position) != ',') {
            if (next('"')) {
                quoted();
            } else {
                position++;
            }
        }
    }

    private void skipWhile(String marks) {
        while (!atEnd() && (isLetterOrDigit(text.charAt(position)) || marks.indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
    }

    private void skipSeparators() {
        while (!atEnd() && (text.charAt(position) == ',' || isSpace(text.charAt(position)))) {
            position++;
        }
    }

    private void skipSpace() {
        while (!atEnd() && isSpace(text.charAt(position))) {
            position++;
        }
    }

    private boolean next(char expected) {
        if (atEnd() || text.charAt(position) != expected) {
            return false;
        }
        position++;
        return true;
    }

    private boolean atEnd() {
        return position >= text.length();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
