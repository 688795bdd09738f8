package us.apolo.images.core.registry.auth;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.core.http.Answers;
import us.apolo.images.core.http.BrokenConnection;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.core.http.RetryAfter;
import us.apolo.images.port.HttpResponse;

/**
 * The errors of one call of a token server. They are made when they are thrown, since several threads may have waited.
 *
 * @param registry the registry's authority
 * @param request what was asked for
 * @param proof what goes along
 * @param redaction knows it
 */
record TokenFailures(String registry, TokenRequest request, Proof proof, Redaction redaction) {
    /** What a token server is shown. */
    enum Proof {
        NONE("wants credentials and there are none; the credentials provider must give some for the registry"),
        PASSWORD("does not accept the credentials; give a valid password or a fresh token"),
        REFRESH_TOKEN("does not accept the identity token; log in anew");

        private final String refusal;

        Proof(String refusal) {
            this.refusal = refusal;
        }
    }

    /** Whom the call goes to, for people. */
    String where() {
        return "the token server " + RegistryAnswer.withoutSecrets(request.realm()) + " of the registry " + registry;
    }

    /** The connection breaks. */
    TokenReply broken(String method, IOException e) {
        return new TokenReply.Refused(0, () -> error(method, e));
    }

    /** The error of a broken connection. */
    ImagesException error(String method, IOException e) {
        return BrokenConnection.error(method + " " + request.what(), where(), e);
    }

    /** The server does not keep to the protocol. */
    TokenReply nonsense(String what) {
        var message = "There is no token to be had from " + where() + ", since " + redaction.apply(what);
        return new TokenReply.Refused(0, () -> new RegistryProtocolException(message, null, null));
    }

    /** The server answers with a status that is no success. */
    TokenReply refused(String method, URI uri, HttpResponse response, String body, Instant now) {
        var answer = Answers.of(method, uri, response.status(), body, redaction);
        var retryAt = RetryAfter.of(response.headers(), now);
        return new TokenReply.Refused(answer.status(), () -> error(answer, retryAt));
    }

    private ImagesException error(RegistryAnswer answer, Optional<Instant> retryAt) {
        var said = ". Asked for was " + request + ": " + answer;
        return switch (answer.status()) {
            case 401 -> notAuthenticated(answer, said);
            case 403 -> new NotAuthorizedException("No token comes from " + where() + said, answer, null);
            case 429 ->
                new RateLimitedException(
                        "Too many requests have come to " + where() + said, retryAt.orElse(null), answer, null);
            default -> other(answer, retryAt, said);
        };
    }

    private ImagesException other(RegistryAnswer answer, Optional<Instant> retryAt, String said) {
        if (answer.status() >= 500) {
            return new RegistryUnavailableException(
                    "No answer comes now from " + where() + said, retryAt.orElse(null), answer, null);
        }
        if (proof == Proof.REFRESH_TOKEN && answer.status() == 400) {
            return notAuthenticated(answer, said);
        }
        var why = proof == Proof.REFRESH_TOKEN && Set.of(404, 405).contains(answer.status())
                ? ", which takes no identity token; give a user name and a password"
                : "";
        return new RegistryRefusedException("No token comes from " + where() + why + said, answer, null);
    }

    private NotAuthenticatedException notAuthenticated(RegistryAnswer answer, String said) {
        return new NotAuthenticatedException("A login failed: " + where() + " " + proof.refusal + said, answer, null);
    }
}
