package us.apolo.images.core.registry;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import us.apolo.images.port.HttpRequest;

/** A registry that wants tokens and its token server, as a script, with a clock of their own. */
final class TokenRegistry implements ScriptedTransport.Script {
    static final String REALM = "https://auth.example.org/token";
    static final String PULL = "repository:acme/ml/app:pull";

    final MovedClock clock = new MovedClock();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final AtomicInteger given = new AtomicInteger();
    private volatile String challenge = "Bearer realm=\"" + REALM + "\",service=\"registry\",scope=\"" + PULL + "\"";
    private volatile String more = "";
    private volatile ScriptedTransport.Script tokenServer = request -> give();
    private volatile ScriptedTransport.Script registry =
            request -> Answer.ok(RegistryTest.MANIFEST).with("Content-Length", "1");

    /** A clock that stands still unless it is moved. */
    static final class MovedClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** What the registry says to whoever has no good token. */
    void challenge(String field) {
        challenge = field;
    }

    /** What an answer with a token has besides, for example {@code , "expires_in": 300}. */
    void alsoGives(String members) {
        more = members;
    }

    /** Has the token server do something else. */
    void tokenServer(ScriptedTransport.Script script) {
        tokenServer = script;
    }

    /** What the registry says to whoever has a good token. */
    void registry(ScriptedTransport.Script script) {
        registry = script;
    }

    /** Makes a token, {@code token-1} first. */
    Answer give() {
        var token = "token-" + given.incrementAndGet();
        good.add(token);
        return Answer.ok("{\"token\": \"" + token + "\"" + more + "}");
    }

    void revoke() {
        good.clear();
    }

    @Override
    public Answer answer(HttpRequest request) throws IOException {
        if (isForToken(request.uri())) {
            return tokenServer.answer(request);
        }
        var isGood = request.headers()
                .first("Authorization")
                .filter(value -> value.startsWith("Bearer "))
                .filter(value -> good.contains(value.substring("Bearer ".length())))
                .isPresent();
        return isGood
                ? registry.answer(request)
                : Answer.status(401)
                        .with("WWW-Authenticate", challenge)
                        .body("{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}");
    }

    private static boolean isForToken(URI uri) {
        return uri.getHost().startsWith("auth.");
    }

    /** The requests for tokens, method and URI. */
    static List<String> tokenRequests(ScriptedTransport transport) {
        return transport.requests().stream()
                .filter(request -> isForToken(request.uri()))
                .map(request -> request.method() + " " + request.uri())
                .toList();
    }
}
