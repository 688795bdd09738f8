package us.apolo.images.it;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import us.apolo.images.Digest;
import us.apolo.images.testkit.Fault;

/** What goes wrong at a registry, or on the way to it. */
enum RegistryTrouble {
    /** Nobody listens. */
    REFUSED,
    /** There is no such host. */
    UNKNOWN_HOST,
    /** The registry's certificate is from an authority that nobody knows. */
    UNTRUSTED,
    /** The connection breaks before the head of the answer. */
    RESET_BEFORE_HEAD,
    /** The connection breaks in the body of the answer. */
    RESET_IN_BODY,
    /** The head of the answer never comes. */
    NO_HEAD,
    /** The rest of the answer's body never comes. */
    NO_BODY,
    /** A sound answer holds half a document. */
    TRUNCATED,
    /** The answer is JSON, and about something else. */
    WRONG_SHAPE,
    /** Where a kilobyte was expected comes a gigabyte. */
    GIGABYTE,
    /** The token that was kept is not accepted any more; a fresh one is. */
    TOKEN_ENDED,
    /** No token is accepted. */
    TOKEN_REFUSED,
    /** 403. */
    FORBIDDEN,
    /** 404. */
    NOT_FOUND,
    /** 429 once, with zero seconds to wait. */
    BUSY_FOR_NO_SECONDS,
    /** 429 once, with a date that has come. */
    BUSY_UNTIL_NOW,
    /** 429 for ever, with an hour in seconds. */
    BUSY_FOR_AN_HOUR,
    /** 429 for ever, with a date in an hour. */
    BUSY_UNTIL_LATER,
    /** 500 twice. */
    TWICE_500,
    /** 502 for ever. */
    ALWAYS_502,
    /** Another host has it. */
    OTHER_HOST,
    /** The registry sends the client to where it is. */
    REDIRECT_CIRCLE,
    /** The second page leads back to the first. */
    LINK_CIRCLE,
    /** What comes has another digest, or is said to have one. */
    WRONG_DIGEST;

    /** How many names a page has. */
    static final int PAGE = 2;

    /** How many names there are up to the page that leads back. */
    static final int NAMES_BEFORE_CIRCLE = 2 * PAGE;

    /** A digest that nothing has. */
    static final Digest NO_DIGEST_OF_ANYTHING = new Digest("sha256", "0".repeat(64));

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final long GIBIBYTE = 1L << 30;

    /** How long a client is to wait for the next byte. */
    Duration readLimit() {
        return this == NO_HEAD || this == NO_BODY ? SHORT : LONG;
    }

    /** Whether the registry cannot be asked for anything at all. */
    boolean isOnTheWay() {
        return this == REFUSED || this == UNKNOWN_HOST || this == UNTRUSTED;
    }

    /** What the registry does to the requests that the operation is about; nothing for what is on the way to it. */
    Stream<Fault> faults(MatrixOperation operation, MatrixScene scene) {
        var part = operation.part();
        var ofContent = this == WRONG_DIGEST
                && (operation.column() == MatrixColumn.MANIFEST || operation.column() == MatrixColumn.INFOS);
        return everywhere(operation, scene).stream().flatMap(ofContent ? part::byDigestHitBy : part::hitBy);
    }

    private List<Fault> everywhere(MatrixOperation operation, MatrixScene scene) {
        return switch (this) {
            case REFUSED, UNKNOWN_HOST, UNTRUSTED, TOKEN_ENDED -> List.of();
            case RESET_BEFORE_HEAD -> List.of(Fault.cut());
            case RESET_IN_BODY -> List.of(Fault.cutBody(20));
            case NO_HEAD -> List.of(Fault.stall());
            case NO_BODY -> List.of(Fault.stallBody(20));
            case TRUNCATED -> List.of(Fault.shortBody(20));
            case WRONG_SHAPE -> List.of(Fault.status(200).body("{\"unexpected\": {\"tags\": 42}}"));
            case GIGABYTE -> List.of(Fault.longBody(GIBIBYTE));
            case TOKEN_REFUSED -> List.of(Fault.status(401).header("WWW-Authenticate", scene.challenge()));
            case FORBIDDEN -> List.of(Fault.status(403));
            case NOT_FOUND -> List.of(Fault.status(404));
            case BUSY_FOR_NO_SECONDS -> List.of(busy("0").times(1));
            case BUSY_UNTIL_NOW -> List.of(busy(date(Instant.now())).times(1));
            case BUSY_FOR_AN_HOUR -> List.of(busy("3600"));
            case BUSY_UNTIL_LATER -> List.of(busy(date(Instant.now().plus(Duration.ofHours(1)))));
            case TWICE_500 -> List.of(Fault.status(500).times(2));
            case ALWAYS_502 -> List.of(Fault.status(502).body("<html>Bad Gateway</html>"));
            case OTHER_HOST -> List.of(Fault.elsewhere(scene.otherHost()));
            case REDIRECT_CIRCLE -> List.of(Fault.elsewhere(scene.registry()));
            case LINK_CIRCLE ->
                List.of(Fault.changedHeader("Link", "<" + operation.part().firstPage() + ">; rel=\"next\"")
                        .onQuery("last=.*"));
            case WRONG_DIGEST -> wrongDigest(operation, scene);
        };
    }

    private static Fault busy(String retryAfter) {
        return Fault.status(429).header("Retry-After", retryAfter).body("slow down");
    }

    private static String date(Instant moment) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
    }

    private static List<Fault> wrongDigest(MatrixOperation operation, MatrixScene scene) {
        return switch (operation.column()) {
            case DIGEST, STORE, CHECK ->
                List.of(Fault.changedHeader("Docker-Content-Digest", NO_DIGEST_OF_ANYTHING.toString()));
            case MANIFEST, INFOS, FETCH -> List.of(scene.anotherManifest());
            case BLOB -> List.of(Fault.status(200).body("other bytes"));
            case UPLOAD -> List.of(Fault.status(400).body("{\"errors\": [{\"code\": \"DIGEST_INVALID\"}]}"));
            case NAMES, DELETE, START -> List.of();
        };
    }
}
