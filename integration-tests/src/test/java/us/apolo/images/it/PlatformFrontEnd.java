package us.apolo.images.it;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The platform's front end as far as a client can tell: tokens by HTTP Basic with any user name, text for errors of its
 * own, everything in one page of the catalog, no links, and errors of the registry behind it without their header fields.
 */
final class PlatformFrontEnd {
    private static final Set<String> CATALOG_PARAMETERS = Set.of("n", "last", "org", "project");
    private static final int UPSTREAM_PAGE = 100;
    private static final Pattern NAME = Pattern.compile("\"([^\"]+)\"");
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    private final URI upstream;
    private final String upstreamAuthorization;
    private volatile Set<String> tokens;
    private volatile Set<String> forbiddenPaths = Set.of();

    /**
     * Makes the behaviour.
     *
     * @param tokens the passwords that are let in
     */
    PlatformFrontEnd(RealServices services, Set<String> tokens) {
        this.upstream = services.registry().uri();
        this.upstreamAuthorization = basic(RealServices.USER, services.password());
        this.tokens = tokens;
    }

    /** Changes which tokens are let in: the others have run out. */
    void accept(Set<String> newTokens) {
        tokens = newTokens;
    }

    /** Changes which paths nobody may touch. */
    void forbid(String... parts) {
        forbiddenPaths = Set.of(parts);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    boolean handle(HttpExchange exchange, FrontEnd front) throws IOException {
        var authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization != null && !authorization.startsWith("Basic ")) {
            return FrontEnd.text(exchange, 400, "Only Basic is understood");
        }
        if (authorization == null || !tokens.contains(password(authorization))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Apolo\"");
            return FrontEnd.text(exchange, 401, "Unauthorized: the token has run out");
        }
        var path = exchange.getRequestURI().getPath();
        if (forbiddenPaths.stream().anyMatch(path::contains)) {
            return FrontEnd.text(exchange, 403, "Forbidden: not yours");
        }
        if (path.equals("/v2/_catalog")) {
            return catalog(exchange, front);
        }
        return front.passOn(exchange, withoutQueryOfTags(exchange.getRequestURI()), upstreamAuthorization);
    }

    private static String password(String authorization) {
        var pair = new String(Base64.getDecoder().decode(authorization.substring(6)), StandardCharsets.UTF_8);
        return pair.substring(pair.indexOf(':') + 1);
    }

    private static String withoutQueryOfTags(URI uri) {
        return uri.getPath().endsWith("/tags/list") ? uri.getRawPath() : uri.toString();
    }

    private boolean catalog(HttpExchange exchange, FrontEnd front) throws IOException {
        var query = exchange.getRequestURI().getQuery() == null
                ? ""
                : exchange.getRequestURI().getQuery();
        var unknown = Arrays.stream(query.split("&"))
                .map(parameter -> parameter.split("=", 2)[0])
                .filter(key -> !key.isEmpty() && !CATALOG_PARAMETERS.contains(key))
                .toList();
        if (!unknown.isEmpty()) {
            return FrontEnd.text(exchange, 400, "[\"unknown parameter\"]");
        }
        var size = query.contains("n=") ? query.replaceFirst(".*\\bn=(\\d+).*", "$1") : "" + UPSTREAM_PAGE;
        return everything(exchange, front, "/v2/_catalog?n=" + size);
    }

    private boolean everything(HttpExchange exchange, FrontEnd front, String firstPage) throws IOException {
        List<String> names = new ArrayList<>();
        for (var page = firstPage; page != null; ) {
            var response = front.send(HttpRequest.newBuilder(upstream.resolve(page))
                    .header("Authorization", upstreamAuthorization)
                    .build());
            var body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() != 200) {
                return FrontEnd.text(exchange, response.statusCode(), body);
            }
            NAME.matcher(body.substring(body.indexOf('['))).results().forEach(name -> names.add(name.group(1)));
            page = NEXT.matcher(response.headers().firstValue("Link").orElse(""))
                    .results()
                    .map(link -> link.group(1))
                    .findFirst()
                    .orElse(null);
        }
        return FrontEnd.text(
                exchange,
                200,
                names.stream()
                        .map(name -> "\"" + Matcher.quoteReplacement(name) + "\"")
                        .collect(Collectors.joining(",", "{\"repositories\":[", "]}")));
    }
}
