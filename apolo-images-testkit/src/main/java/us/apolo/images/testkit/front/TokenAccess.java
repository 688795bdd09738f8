package us.apolo.images.testkit.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.wire.WireExchange;

/** Access by Bearer tokens, which are fetched at an address of the same server. */
public final class TokenAccess implements Access {
    private static final String PATH = "/token";
    private static final String SERVICE = "test-registry";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Users users;
    private final boolean anonymousPull;
    private final Duration lifetime;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    /**
     * Makes it.
     *
     * @param users who gets tokens
     * @param anonymousPull whether who is nobody gets some as well, to pull
     * @param lifetime how long a token is good
     * @param clock tells when it is not any more
     */
    public TokenAccess(Users users, boolean anonymousPull, Duration lifetime, Clock clock) {
        this.users = users;
        this.anonymousPull = anonymousPull;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    private record Token(List<Scope> scopes, Instant end) {
        boolean covers(Scope needed) {
            return scopes.stream().anyMatch(scope -> scope.covers(needed));
        }
    }

    @Override
    public Optional<Denial> denial(WireExchange exchange, List<Scope> needed) {
        var token = exchange.headers()
                .first("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, "Bearer ".length()))
                .map(value -> value.substring("Bearer ".length()).strip());
        if (token.isEmpty()) {
            return Optional.of(Denial.challenge(challenge(exchange, needed, ""), needed));
        }
        var known = tokens.get(token.get());
        if (known == null || !clock.instant().isBefore(known.end())) {
            return Optional.of(Denial.challenge(challenge(exchange, needed, "invalid_token"), needed));
        }
        return needed.stream().allMatch(known::covers)
                ? Optional.empty()
                : Optional.of(Denial.challenge(challenge(exchange, needed, "insufficient_scope"), needed));
    }

    private static String challenge(WireExchange exchange, List<Scope> needed, String error) {
        var host = exchange.headers().first("Host").orElse("127.0.0.1");
        var scopes = needed.stream().map(Scope::toString).collect(Collectors.joining(" "));
        return "Bearer realm=\"" + exchange.scheme() + "://" + host + PATH + "\",service=\"" + SERVICE + "\""
                + (scopes.isEmpty() ? "" : ",scope=\"" + scopes + "\"")
                + (error.isEmpty() ? "" : ",error=\"" + error + "\"");
    }

    @Override
    public boolean answers(WireExchange exchange) throws IOException {
        if (!exchange.path().equals(PATH)) {
            return false;
        }
        if (exchange.method().equals("GET")) {
            give(exchange);
        } else {
            exchange.respond(405, HttpHeaders.builder().add("Allow", "GET").build(), new byte[0]);
        }
        return true;
    }

    private void give(WireExchange exchange) throws IOException {
        var user = users.authenticated(exchange);
        var isNobody = exchange.headers().first("Authorization").isEmpty();
        if (user.isEmpty() && !(isNobody && anonymousPull)) {
            RegistryFront.refuse(
                    exchange,
                    new RefusedException(ErrorCode.UNAUTHORIZED, "Wrong user name or password"),
                    HttpHeaders.builder().add("WWW-Authenticate", "Basic realm=\"" + SERVICE + "\""));
            return;
        }
        var scopes = Query.of(exchange.query()).all("scope").stream()
                .flatMap(value -> List.of(value.split(" ", -1)).stream())
                .flatMap(value -> Scope.parse(value).stream())
                .map(scope -> granted(scope, user))
                .toList();
        var text = text();
        var now = clock.instant();
        tokens.put(text, new Token(scopes, now.plus(lifetime)));
        var answer = MAPPER.createObjectNode()
                .put("token", text)
                .put("expires_in", lifetime.toSeconds())
                .put("issued_at", now.toString())
                .toString();
        exchange.respond(
                200,
                HttpHeaders.builder().add("Content-Type", Call.JSON).build(),
                answer.getBytes(StandardCharsets.UTF_8));
    }

    /** As much of what is asked for as there is a right to. */
    private static Scope granted(Scope asked, Optional<Users.User> user) {
        var actions = new LinkedHashSet<>(asked.actions());
        if (user.isEmpty() || !user.get().writes()) {
            actions.removeIf(action -> !action.equals("pull") && !(asked.isReading() && user.isPresent()));
        }
        return new Scope(asked.type(), asked.name(), actions);
    }

    private String text() {
        var bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Has every token end at once, so that the next request with one is refused. */
    public void revoke() {
        tokens.clear();
    }
}
