package us.apolo.images.core.registry.auth;

import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** Whatever a token server answers, it is a token or an error that tells none of the secrets. */
class TokenAnswerFuzzTest extends FuzzTarget {
    private static final String PASSWORD = "one-secret";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final Credentials CREDENTIALS = new Credentials("alice", PASSWORD);
    private static final TokenRequest REQUEST = new TokenRequest(
            URI.create("https://auth.example.org/token"), Optional.of("registry"), List.of("a:b:pull"));

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("{\"token\":\"abc.def\",\"expires_in\":300,\"issued_at\":\"2026-03-01T12:00:00Z\"}", 0, 0),
                FuzzInput.of("{\"access_token\":\"abc\",\"refresh_token\":\"def\",\"expires_in\":\"60\"}", 0, 1),
                FuzzInput.of("{\"token\":\"a\",\"expires_in\":-1e999,\"issued_at\":\"-999999999-01-01T00:00:00Z\"}", 0),
                FuzzInput.of("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"" + PASSWORD + "\"}]}", 2, 0),
                FuzzInput.of("https://auth.example.org/elsewhere?a=b#c", 8, 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "\"token\":",
                "\"access_token\":",
                "\"refresh_token\":",
                "\"expires_in\":",
                "\"issued_at\":",
                "{",
                "}",
                "[",
                "]",
                "\"",
                ",",
                "1e999",
                "-1",
                "9223372036854775808",
                "\\ud800",
                "\"errors\":",
                "\"code\":",
                PASSWORD,
                "YWxpY2U6b25lLXNlY3JldA==",
                "https://auth.example.org/",
                "+18:00",
                "9999-12-31T23:59:59Z");
    }

    @Override
    protected void feed(FuzzInput input) {
        int status = input.<Integer>one(200, 200, 401, 403, 404, 400, 429, 503, 302, 307);
        var call = input.choice(2) == 0
                ? TokenCall.get("registry.example.org", REQUEST, Optional.of(CREDENTIALS))
                : TokenCall.post("registry.example.org", REQUEST, PASSWORD);
        var headers = HttpHeaders.builder()
                .add("Date", "Sun, 01 Mar 2026 12:00:00 GMT")
                .add("Location", input.fields().get(0))
                .add("Retry-After", input.fields().get(0))
                .build();
        var reply = call.send(new OneAnswer(status, headers, input), CLOCK);
        if (reply instanceof TokenReply.Given given) {
            var latest = CLOCK.instant().plusSeconds(366 * 24 * 3600);
            require(!given.token().isFresh(latest), "No token is used for years");
            require(given.token().text().chars().allMatch(c -> c > ' ' && c < 0x7f), "A token fits into a header");
            require(given.token().toString().equals("Token[***]"), "A token is not shown");
        } else if (reply instanceof TokenReply.Refused refused) {
            var error = refused.error().get();
            require(!(error + " " + error.answer()).contains(PASSWORD), "No secret is told");
        }
    }

    /** The same answer to every request. */
    private record OneAnswer(int status, HttpHeaders headers, FuzzInput input) implements HttpTransport {
        @Override
        public HttpResponse exchange(HttpRequest request) {
            require(
                    "auth.example.org".equalsIgnoreCase(request.uri().getHost()),
                    "Credentials stay with the token server");
            return new HttpResponse() {
                @Override
                public int status() {
                    return status;
                }

                @Override
                public HttpHeaders headers() {
                    return headers;
                }

                @Override
                public InputStream body() {
                    return input.stream();
                }

                @Override
                public void close() {}

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
