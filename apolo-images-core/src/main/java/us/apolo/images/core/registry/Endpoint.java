package us.apolo.images.core.registry;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;

/**
 * One call of the registry protocol: method, path, what it accepts, how a success is read and what a failure means.
 * Everything that calls have in common is {@link RegistryClient}'s.
 *
 * @param <T> what a success gives
 */
interface Endpoint<T> {
    /** The method in upper case. */
    String method();

    /** What it is about. */
    RequestKind kind();

    /**
     * Whether it does no harm to make the call again after a failure that may pass. Nothing is made again whose body
     * cannot be sent again.
     */
    default boolean isRepeatable() {
        var body = body();
        return body == null || body.replayable();
    }

    /** The registry's authority, which says whose credentials may go along. */
    String registry();

    /** The image or repository that it is about, as it is called there; empty if it is about the registry as a whole. */
    Optional<String> subject();

    /** Which call it is, for people. */
    default String describe() {
        return method() + " " + kind().text()
                + subject().map(name -> " of " + name).orElse("");
    }

    /** The path below the registry's root with its query, or an absolute URI that the registry has named. */
    String target();

    /** What the call has to be allowed to do. */
    List<Scope> scopes();

    /** Header fields beside those of every request. */
    default HttpHeaders headers() {
        return HttpHeaders.empty();
    }

    /** What to send; null for nothing. */
    default @Nullable HttpBody body() {
        return null;
    }

    /** Whether a status is a success of this call. */
    boolean isSuccess(int status);

    /**
     * Reads a success. The response is closed afterwards, unless the result keeps it open.
     *
     * @param response what came
     * @param uri where it came from, after redirects
     */
    T read(HttpResponse response, URI uri) throws IOException;

    /** Whether the result of {@link #read} takes over the response. */
    default boolean keepsResponse() {
        return false;
    }

    /** The error for a status that has no meaning common to all calls. */
    default ImagesException failure(RegistryAnswer answer) {
        return new RegistryRefusedException("The registry " + registry() + " refuses: " + answer, answer, null);
    }
}
