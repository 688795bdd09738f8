package us.apolo.images.core.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Set;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.core.http.Answers;
import us.apolo.images.core.http.RetryAfter;
import us.apolo.images.core.registry.auth.CallAuthorization;
import us.apolo.images.port.HttpHeaders;

/** Turns answers that are no success into errors. */
final class Failures {
    /** What these mean they mean only at the registry: nobody else gets its credentials. */
    private static final Set<Integer> ABOUT_ACCOUNTS = Set.of(401, 403);

    private Failures() {}

    /**
     * The error for an answer; its body is read as far as is needed.
     *
     * @throws InterruptedIOException if the thread is interrupted meanwhile
     */
    static ImagesException of(Endpoint<?> endpoint, Located response, CallAuthorization authorization)
            throws InterruptedIOException {
        try {
            return of(endpoint, response, authorization, Answers.body(response.http()));
        } catch (IOException e) {
            if (e instanceof InterruptedIOException interrupted && !(e instanceof SocketTimeoutException)) {
                throw interrupted;
            }
            // What the status says holds, whether or not there is more to it.
            var error = of(endpoint, response, authorization, "");
            error.addSuppressed(e);
            return error;
        }
    }

    private static ImagesException of(
            Endpoint<?> endpoint, Located response, CallAuthorization authorization, String body) {
        var answer = Answers.of(endpoint.method(), response.uri(), response.status(), body, authorization.redaction());
        var headers = response.http().headers();
        return response.atRegistry() || !ABOUT_ACCOUNTS.contains(answer.status())
                ? error(endpoint, answer, headers, authorization)
                : endpoint.failure(answer);
    }

    private static ImagesException error(
            Endpoint<?> endpoint, RegistryAnswer answer, HttpHeaders headers, CallAuthorization authorization) {
        return switch (answer.status()) {
            case 401 -> authorization.refusal(headers, answer);
            case 403 ->
                new NotAuthorizedException(
                        "The registry " + endpoint.registry() + " does not allow this to the account: " + answer,
                        answer,
                        null);
            case 429 -> rateLimited(endpoint.registry(), answer, headers);
            case 501 -> endpoint.failure(answer);
            default ->
                answer.status() >= 500
                        ? new RegistryUnavailableException(
                                "The registry " + endpoint.registry() + " cannot answer now: " + answer, answer, null)
                        : endpoint.failure(answer);
        };
    }

    private static RateLimitedException rateLimited(String registry, RegistryAnswer answer, HttpHeaders headers) {
        var retryAt = RetryAfter.of(headers, Instant.now());
        var when = retryAt.map(moment -> "; come back at " + moment).orElse("");
        return new RateLimitedException(
                "The registry " + registry + " has had too many requests" + when + ": " + answer,
                retryAt.orElse(null),
                answer,
                null);
    }
}
