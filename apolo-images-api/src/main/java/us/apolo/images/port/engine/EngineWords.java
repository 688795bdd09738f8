package us.apolo.images.port.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import us.apolo.images.Credentials;

/** What engines say, made fit to be shown to people. */
public final class EngineWords {
    private static final int MAX_SHOWN = 500;
    private static final int LEAST_SECRET = 6;
    private static final Pattern USER_IN_URL = Pattern.compile("(?<=://)[^/@\\s\"]+@");

    /** Also what has no query, so that no part of it is looked at again for each {@code ://} in it. */
    private static final Pattern URL = Pattern.compile("(://[^\\s\"?]*+)(\\?[^\\s\"]*+)?+");

    /** Java's {@code Cntrl} and {@code s} know those of ASCII alone. */
    private static final Pattern NOT_IN_A_LINE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Z}]+");

    private EngineWords() {}

    /**
     * Makes one line of it, cuts it, and strikes out what may be secret: users and queries of URLs, where registries put
     * signatures, and the password, should a registry repeat it.
     *
     * @param text what an engine says, in which it may quote a registry
     * @param credentials those that the engine was given
     * @return a text that can be shown and logged
     */
    public static String shown(String text, Optional<Credentials> credentials) {
        var plain = credentials.map(some -> withoutSecrets(text, some)).orElse(text);
        plain = USER_IN_URL.matcher(plain).replaceAll("***@");
        plain = URL.matcher(plain).replaceAll(url -> url.group(2) == null ? "$0" : "$1?***");
        return cut(NOT_IN_A_LINE.matcher(plain).replaceAll(" ").strip());
    }

    private static String withoutSecrets(String text, Credentials credentials) {
        var plain = text.replace(encoded(credentials), "***");
        return credentials.password().length() >= LEAST_SECRET ? plain.replace(credentials.password(), "***") : plain;
    }

    /** As HTTP Basic and Docker's configuration write them. */
    private static String encoded(Credentials credentials) {
        var pair = credentials.username() + ":" + credentials.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= MAX_SHOWN
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_SHOWN)) + "…";
    }

    /**
     * Why something failed, in the words of what failed first, since clients wrap such errors.
     *
     * @param failure how it failed
     * @return its message, fit to be shown; its type if it has none
     */
    public static String reason(Throwable failure) {
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
