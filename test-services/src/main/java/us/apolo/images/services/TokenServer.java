package us.apolo.images.services;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A token server on loopback for a private registry, which is told of it by {@link RegistryProcess.Builder#tokens}. Users
 * may do everything, whoever has no password may pull. It speaks the registry protocol's token authentication: by GET
 * with a password or without, by POST with an identity token.
 *
 * <p><strong>It must be closed</strong>: that ends its connections and threads.
 */
public final class TokenServer implements AutoCloseable {
    /** What the registry is called here. */
    static final String SERVICE = "private-registry";

    /** Who signs. */
    static final String ISSUER = "apolo-images-tests";

    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final TokenSigner signer = TokenSigner.make();
    private final Map<String, String> passwords;
    private final Map<String, String> identities = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> issued = new CopyOnWriteArrayList<>();
    private final AtomicInteger stale = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private TokenServer(Map<String, String> passwords) throws IOException {
        this.passwords = new LinkedHashMap<>(passwords);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(threads);
        server.createContext("/token", this::handle);
        server.start();
    }

    /**
     * Starts a server.
     *
     * @param passwords the users' passwords by their names
     * @return a server that answers
     * @throws ServiceException if the system gives it no port
     */
    public static TokenServer start(Map<String, String> passwords) {
        try {
            return new TokenServer(passwords);
        } catch (IOException e) {
            throw new ServiceException("The token server does not start", e);
        }
    }

    /**
     * Where tokens are fetched.
     *
     * @return the realm, {@code http://127.0.0.1:port/token}
     */
    public URI realm() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    /** What the registry is to trust. */
    String certificate() {
        return signer.certificate();
    }

    /**
     * Logs a user in.
     *
     * @param user the user's name
     * @return an identity token that does as well as the password
     */
    public String identityToken(String user) {
        var token = "identity-" + UUID.randomUUID();
        identities.put(token, user);
        return token;
    }

    /**
     * Has the next tokens be over when they are given, although they are said not to be.
     *
     * @param count how many
     */
    public void giveStaleTokens(int count) {
        stale.set(count);
    }

    /**
     * Tells the secrets.
     *
     * @return all tokens that it has given, identity tokens included
     */
    public List<String> issued() {
        return Stream.concat(issued.stream(), identities.keySet().stream()).toList();
    }

    /**
     * What was asked for.
     *
     * @return method, user and scopes of each request in their order
     */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Forgets what was asked for. */
    public void forgetRequests() {
        requests.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form = exchange.getRequestMethod().equals("POST")
                    ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                    : exchange.getRequestURI().getRawQuery();
            var parameters = parameters(form == null ? "" : form);
            var user = exchange.getRequestMethod().equals("POST")
                    ? parameters.getOrDefault("refresh_token", List.of()).stream()
                            .findFirst()
                            .map(token ->
                                    Optional.ofNullable(identities.get(token)).orElse(""))
                    : user(exchange);
            var scopes = parameters.getOrDefault("scope", List.of()).stream()
                    .flatMap(scope -> Stream.of(scope.split(" ")))
                    .toList();
            requests.add(exchange.getRequestMethod() + " " + user.orElse("-") + " " + String.join(" ", scopes));
            if (user.equals(Optional.of(""))) {
                answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"wrong password\"}]}");
            } else {
                answer(
                        exchange,
                        200,
                        answer(user, scopes, exchange.getRequestMethod().equals("POST")));
            }
        }
    }

    private static Map<String, List<String>> parameters(String form) {
        return Stream.of(form.split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.groupingBy(
                        pair -> pair[0],
                        Collectors.mapping(
                                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8), Collectors.toList())));
    }

    /** Who asks; nobody if there is no password, and an empty name if it is wrong. */
    private Optional<String> user(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(value -> value.replaceFirst("(?i)^Basic ", ""))
                .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8))
                .map(pair -> passwords.entrySet().stream()
                        .filter(login -> pair.equals(login.getKey() + ":" + login.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(""));
    }

    private String answer(Optional<String> user, List<String> scopes, boolean isExchange) {
        var now = Instant.now();
        var begin = stale.getAndUpdate(left -> Math.max(0, left - 1)) > 0 ? now.minus(LIFETIME.multipliedBy(3)) : now;
        var token = signer.sign(claims(user, scopes, begin));
        issued.add(token);
        return "{\"" + (isExchange ? "access_token" : "token") + "\":\"" + token + "\",\"expires_in\":"
                + LIFETIME.toSeconds() + ",\"issued_at\":\"" + now + "\"}";
    }

    private static String claims(Optional<String> user, List<String> scopes, Instant begin) {
        var access = scopes.stream().map(scope -> access(user, scope)).collect(Collectors.joining(",", "[", "]"));
        return "{\"iss\":\"" + ISSUER + "\",\"sub\":\"" + user.orElse("") + "\",\"aud\":\"" + SERVICE + "\",\"iat\":"
                + begin.getEpochSecond() + ",\"nbf\":" + (begin.getEpochSecond() - 10) + ",\"exp\":"
                + begin.plus(LIFETIME).getEpochSecond() + ",\"jti\":\"" + UUID.randomUUID() + "\",\"access\":" + access
                + "}";
    }

    private static String access(Optional<String> user, String scope) {
        var first = scope.indexOf(':');
        var last = scope.lastIndexOf(':');
        var actions = Stream.of(scope.substring(last + 1).split(","))
                .filter(action -> user.isPresent() || action.equals("pull"))
                .map(action -> "\"" + action + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"type\":\"" + scope.substring(0, first) + "\",\"name\":\"" + scope.substring(first + 1, last)
                + "\",\"actions\":" + actions + "}";
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
