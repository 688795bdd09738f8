package us.apolo.images.port.engine;

import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What it means when an engine says that a transfer has failed. Engines have one status and one sentence for it, in
 * which they quote what the registry said.
 */
final class EngineMessages {
    private static final Pattern STATUS = Pattern.compile("error parsing HTTP (\\d{3}) response body"
            + "|unexpected HTTP status: (\\d{3})"
            + "|StatusCode: (\\d{3})"
            + "|authorization status: (\\d{3})"
            + "|: ([45]\\d\\d) \\(?(?:Unauthorized|Forbidden|Not Found|Too Many Requests|Internal Server Error"
            + "|Bad Gateway|Service Unavailable|Gateway Time-?out)\\b");

    /** In this order: what an engine or a registry is sure of comes before what may be a part of something else. */
    private static final List<Row> ROWS = List.of(
            row(Failure.NOT_IN_STORE, "tag does not exist: |does not exist locally with the tag|: image not known$"),
            row(
                    Failure.NO_SUCH_PLATFORM,
                    "no matching manifest for |no match for platform in manifest|no image found in (?:manifest list|image index) for "),
            row(Failure.RATE_LIMITED, "\\btoomanyrequests\\b|pull rate limit|too many requests to registry"),
            row(
                    Failure.NOT_AUTHENTICATED,
                    "\\bunauthorized: |^unauthorized$|no basic auth credentials|incorrect username or password|invalid username/password"),
            row(Failure.NOT_AUTHORIZED, "\\bdenied: |^denied$|push access denied"),
            row(
                    Failure.NOT_IN_REGISTRY,
                    "manifest unknown|name unknown|manifest for \\S+ not found|repository \\S+ not found|: not found$"
                            + "|pull access denied"),
            row(Failure.NOT_AUTHORIZED, "insufficient_scope|authorization failed|access to the resource is denied"),
            row(Failure.NOT_SECURE, "x509: |tls: |server gave HTTP response to HTTPS client"),
            row(
                    Failure.REGISTRY_UNAVAILABLE,
                    "connection refused|no such host|i/o timeout|TLS handshake timeout|deadline exceeded"
                            + "|Client\\.Timeout|connection reset by peer|network is unreachable|no route to host"
                            + "|server misbehaving|(?:Get|Head|Post|Put|Patch) \"[^\"]*\": (EOF)|unexpected EOF"
                            + "|broken pipe"));

    private EngineMessages() {}

    private record Row(Failure failure, Pattern words) {}

    private record Meaning(Failure failure, String words) {}

    private static Row row(Failure failure, String words) {
        return new Row(failure, Pattern.compile(words));
    }

    /**
     * Reads a message.
     *
     * @param message what the engine says
     * @return what it means; {@link Failure#OTHER} if that is not known
     */
    static Failure read(String message) {
        return meaning(message).failure;
    }

    /**
     * Why a transfer fails, in few words, none of which can be secret.
     *
     * @param message what the engine says
     * @return the registry's status, or the words by which it is known what the message means; empty if that is not known
     */
    static String reason(String message) {
        return meaning(message).words;
    }

    private static Meaning meaning(String message) {
        var status = STATUS.matcher(message);
        if (status.find()) {
            var digits = firstGroup(status);
            return new Meaning(ofStatus(Integer.parseInt(digits)), digits);
        }
        for (var row : ROWS) {
            var words = row.words.matcher(message);
            if (words.find()) {
                return new Meaning(row.failure, firstGroup(words));
            }
        }
        return new Meaning(Failure.OTHER, "");
    }

    /** The first group that has something; all that was found if there is none. */
    private static String firstGroup(MatchResult found) {
        return IntStream.rangeClosed(1, found.groupCount())
                .mapToObj(found::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseGet(found::group);
    }

    /** The registry's status, which the engine quotes. */
    private static Failure ofStatus(int status) {
        return switch (status) {
            case 401 -> Failure.NOT_AUTHENTICATED;
            case 403 -> Failure.NOT_AUTHORIZED;
            case 404 -> Failure.NOT_IN_REGISTRY;
            case 429 -> Failure.RATE_LIMITED;
            default -> status >= 500 ? Failure.REGISTRY_UNAVAILABLE : Failure.OTHER;
        };
    }

    /** Why a transfer fails. */
    enum Failure {
        /** The engine has no image of that name. */
        NOT_IN_STORE,
        /** The registry has none, or hides that it has. */
        NOT_IN_REGISTRY,
        /** The registry has the image, and not for the platform. */
        NO_SUCH_PLATFORM,
        /** The registry does not accept the credentials, or wants some. */
        NOT_AUTHENTICATED,
        /** The registry forbids it. */
        NOT_AUTHORIZED,
        /** The registry has had too many requests. */
        RATE_LIMITED,
        /** The registry cannot be reached, or cannot answer. */
        REGISTRY_UNAVAILABLE,
        /** There is no secure connection to the registry, and will not be until somebody changes something. */
        NOT_SECURE,
        /** Something else. */
        OTHER
    }
}
