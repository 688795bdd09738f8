package us.apolo.images.core.registry.auth;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.Credentials;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.core.http.Answers;
import us.apolo.images.core.http.CommonHeaders;
import us.apolo.images.core.http.Locations;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.core.registry.auth.TokenFailures.Proof;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** One call of a token server. A redirect is followed to the same server alone, and by a GET alone. */
final class TokenCall {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_BODY = 1 << 20;

    private final HttpRequest first;
    private final TokenFailures failures;

    private TokenCall(HttpRequest first, TokenFailures failures) {
        this.first = first;
        this.failures = failures;
    }

    /** Asks with a password, or with nothing. */
    static TokenCall get(String registry, TokenRequest request, Optional<Credentials> credentials) {
        var headers = headers();
        credentials.ifPresent(basic -> headers.add("Authorization", "Basic " + Redaction.basic(basic)));
        return new TokenCall(
                new HttpRequest("GET", request.uri(), headers.build()),
                new TokenFailures(
                        registry,
                        request,
                        credentials.isPresent() ? Proof.PASSWORD : Proof.NONE,
                        Redaction.of(credentials)));
    }

    /** Asks with a refresh token. */
    static TokenCall post(String registry, TokenRequest request, String refreshToken) {
        var headers = headers().add("Content-Type", "application/x-www-form-urlencoded");
        var form = HttpBody.of(request.form(refreshToken).getBytes(StandardCharsets.UTF_8));
        return new TokenCall(
                new HttpRequest("POST", request.realm(), headers.build(), form),
                new TokenFailures(
                        registry,
                        request,
                        Proof.REFRESH_TOKEN,
                        Redaction.of(Optional.empty()).and(refreshToken)));
    }

    private static HttpHeaders.Builder headers() {
        return HttpHeaders.builder().addAll(CommonHeaders.ALL).add("Accept", "application/json");
    }

    /** The authority of the registry that the token is for. */
    String registry() {
        return failures.registry();
    }

    /**
     * Makes the call.
     *
     * @throws OperationCancelledException if the thread is interrupted
     */
    TokenReply send(HttpTransport transport, Clock clock) {
        try {
            return follow(transport, clock);
        } catch (IOException e) {
            var error = failures.error(first.method(), e);
            if (error instanceof OperationCancelledException) {
                throw error;
            }
            return failures.broken(first.method(), e);
        }
    }

    private TokenReply follow(HttpTransport transport, Clock clock) throws IOException {
        var uri = first.uri();
        for (var hops = 0; hops <= MAX_REDIRECTS; hops++) {
            var asked = clock.instant();
            try (var response =
                    transport.exchange(new HttpRequest(first.method(), uri, first.headers(), first.body()))) {
                var location = redirect(response);
                if (location.isEmpty()) {
                    return read(uri, response, asked);
                }
                var target = sameServer(uri, location.get());
                if (target.isEmpty()) {
                    return failures.nonsense("it redirects to another host, where no credentials go");
                }
                uri = target.get();
            }
        }
        return failures.nonsense("it redirects more than " + MAX_REDIRECTS + " times");
    }

    /** Empty if nobody should go there. */
    private static Optional<URI> sameServer(URI from, String location) {
        try {
            return Optional.of(Locations.resolve(from, location)).filter(target -> Locations.sameOrigin(target, from));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> redirect(HttpResponse response) {
        return REDIRECTS.contains(response.status()) && first.method().equals("GET")
                ? response.headers().first("Location")
                : Optional.empty();
    }

    private TokenReply read(URI uri, HttpResponse response, Instant asked) throws IOException {
        if (response.status() / 100 != 2) {
            return failures.refused(first.method(), uri, response, Answers.body(response), asked);
        }
        var body = response.body().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            response.abort();
            return failures.nonsense("its answer is larger than " + MAX_BODY + " bytes");
        }
        try {
            return TokenReader.read(body, response.headers(), asked);
        } catch (IllegalArgumentException e) {
            return failures.nonsense(String.valueOf(e.getMessage()));
        }
    }
}
