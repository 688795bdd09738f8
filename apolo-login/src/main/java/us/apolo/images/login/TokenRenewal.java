package us.apolo.images.login;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.port.HttpTransport;

/** How a login gets new tokens: for its refresh token, from the server that it names. */
final class TokenRenewal {
    /** What a server answers that does not take the refresh token. */
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403);

    private static final double MAX_SECONDS = 10 * 365 * 24 * 3600.0;

    private final String source;
    private final URI server;
    private final String client;

    private TokenRenewal(String source, URI server, String client) {
        this.source = source;
        this.server = server;
        this.client = client;
    }

    /**
     * Reads how a login is renewed.
     *
     * @param row the login
     * @param source what it is called in messages
     * @throws CredentialsUnavailableException if it does not say, or its refresh token would be open to anybody
     */
    static TokenRenewal of(LoginRow row, String source) {
        var settings = settings(row, source);
        var server = Json.text(settings, "token_url").flatMap(PlatformCall::address);
        var client = Json.text(settings, "client_id");
        if (server.isEmpty() || client.isEmpty()) {
            throw Unusable.malformed(source, "it does not say where its token is renewed");
        }
        if (!PlatformCall.isSafe(server.get())) {
            throw Unusable.error(
                    source,
                    "its token would be renewed at " + RegistryAnswer.withoutSecrets(server.get())
                            + ", which is not over TLS, and would be open to anybody",
                    "have the platform speak https",
                    null);
        }
        return new TokenRenewal(source, server.get(), client.get());
    }

    private static JsonNode settings(LoginRow row, String source) {
        try {
            return row.json("auth_config");
        } catch (IllegalArgumentException e) {
            throw Unusable.malformed(source, String.valueOf(e.getMessage()));
        }
    }

    /**
     * Gets a new token.
     *
     * @param refreshToken what it is had for
     * @param transport carries the request
     * @param clock tells when it is asked for
     * @throws us.apolo.images.NotAuthenticatedException if the server does not take the refresh token
     */
    TokenState renew(String refreshToken, HttpTransport transport, Clock clock) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", refreshToken);
        form.put("client_id", client);
        var asked = clock.instant();
        return read(PlatformCall.post(transport, server, form).answer(this::refused), refreshToken, asked);
    }

    private Optional<ImagesException> refused(RegistryAnswer answer) {
        return REFUSALS.contains(answer.status())
                ? Optional.of(Unusable.refused(
                        "the login" + (answer.codes().isEmpty() ? "" : " " + answer.codes()) + " in " + source,
                        Unusable.LOG_IN_AGAIN,
                        answer))
                : Optional.empty();
    }

    private TokenState read(JsonNode answer, String refreshToken, Instant asked) {
        var token = Json.text(answer, "access_token")
                .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 0x7f))
                .orElseThrow(() -> protocol("there is no access token in its answer"));
        var lifetime = answer.path("expires_in");
        if (!lifetime.isNumber()) {
            throw protocol("it does not say how long the token lasts");
        }
        return new TokenState(
                token,
                Optional.of(asked.plus(useful(lifetime.doubleValue()))),
                Json.text(answer, "refresh_token").or(() -> Optional.of(refreshToken)));
    }

    /** Three quarters of its time, as the platform's command has it. */
    private static Duration useful(double seconds) {
        return Duration.ofMillis((long) (Math.max(0, Math.min(seconds, MAX_SECONDS)) * 750));
    }

    private RegistryProtocolException protocol(String what) {
        return new RegistryProtocolException(
                "The token is not renewed at " + RegistryAnswer.withoutSecrets(server) + ": " + what, null, null);
    }

    /** Where, and nothing else. */
    @Override
    public String toString() {
        return "TokenRenewal[" + RegistryAnswer.withoutSecrets(server) + "]";
    }
}
