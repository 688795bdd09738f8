package us.apolo.images.core.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Optional;
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
    static ImagesException of(Endpoint<?> endpoint, Located response, CallAuthorization authorization, Instant now)
            throws InterruptedIOException {
        try {
            return of(endpoint, response, authorization, now, Answers.body(response.http()));
        } catch (IOException e) {
            if (e instanceof InterruptedIOException interrupted && !(e instanceof SocketTimeoutException)) {
                throw interrupted;
            }
            // What the status says holds, whether or not there is more to it.
            var error = of(endpoint, response, authorization, now, "");
            error.addSuppressed(e);
            return error;
        }
    }

    private static ImagesException of(
            Endpoint<?> endpoint, Located response, CallAuthorization authorization, Instant now, String body) {
        var answer = Answers.of(endpoint.method(), response.uri(), response.status(), body, authorization.redaction());
        var said = new Said(answer, response.http().headers(), now);
        return response.atRegistry() || !ABOUT_ACCOUNTS.contains(answer.status())
                ? error(endpoint, said, authorization)
                : endpoint.failure(answer);
    }

    /** An answer with what else it said, and when it came. */
    private record Said(RegistryAnswer answer, HttpHeaders headers, Instant now) {
        Optional<Instant> retryAt() {
            return RetryAfter.of(headers, now);
        }

        String when() {
            return retryAt().map(moment -> "; come back at " + moment).orElse("");
        }
    }

    private static ImagesException error(Endpoint<?> endpoint, Said said, CallAuthorization authorization) {
        var answer = said.answer();
        return switch (answer.status()) {
            case 401 -> authorization.refusal(said.headers(), answer);
            case 403 ->
                new NotAuthorizedException(
                        "The registry " + endpoint.registry() + " does not allow this to the account: " + answer,
                        answer,
                        null);
            case 408 -> unavailable(endpoint.registry(), said);
            case 429 -> rateLimited(endpoint.registry(), said);
            case 501 -> endpoint.failure(answer);
            default -> answer.status() >= 500 ? unavailable(endpoint.registry(), said) : endpoint.failure(answer);
        };
    }

    private static RateLimitedException rateLimited(String registry, Said said) {
        return new RateLimitedException(
                "The registry " + registry + " has had too many requests" + said.when() + ": " + said.answer(),
                said.retryAt().orElse(null),
                said.answer(),
                null);
    }

    private static RegistryUnavailableException unavailable(String registry, Said said) {
        return new RegistryUnavailableException(
                "The registry " + registry + " cannot answer now" + said.when() + ": " + said.answer(),
                said.retryAt().orElse(null),
                said.answer(),
                null);
    }
}
