package us.apolo.images.core.registry.auth;

import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.port.HttpHeaders;

/** What goes along with the requests of one call so that the registry lets them in. For one thread. */
public final class CallAuthorization {
    private final String registry;
    private final OperationCredentials credentials;
    private Optional<Credentials> used;
    private boolean renewed;

    CallAuthorization(String registry, OperationCredentials credentials) {
        this.registry = registry;
        this.credentials = credentials;
        this.used = credentials.of(registry);
    }

    /**
     * What to send to the registry, and to nobody else.
     *
     * @return the value of {@code Authorization}; empty to send none
     */
    public Optional<String> header() {
        return used.map(basic -> "Basic " + Redaction.basic(basic));
    }

    /**
     * What knows the secrets that were sent.
     *
     * @return strikes them out
     */
    public Redaction redaction() {
        return Redaction.of(used);
    }

    /**
     * The error that a refusal is, unless it can be {@linkplain #answer answered}.
     *
     * @param challenge the header fields of the refusal
     * @param answer the refusal, with status 401
     * @return the error
     */
    public ImagesException refusal(HttpHeaders challenge, RegistryAnswer answer) {
        var why = used.isPresent()
                ? "The registry " + registry
                        + " does not accept the credentials; give a valid password or a fresh token"
                : "The registry " + registry + " wants credentials and there are none; the credentials provider must"
                        + " give some for " + registry;
        return new NotAuthenticatedException(why + ": " + answer, answer, null);
    }

    /**
     * Makes of a refusal's challenge what can be made of it.
     *
     * @param challenge the header fields of the registry's answer with status 401
     * @return whether there is something else to send now, so that the request is worth repeating
     */
    public boolean answer(HttpHeaders challenge) {
        if (renewed || !credentials.renew(registry, used)) {
            return false;
        }
        renewed = true;
        used = credentials.of(registry);
        return true;
    }
}
