package us.apolo.images.core.registry;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.BrokenConnection;
import us.apolo.images.core.http.CommonHeaders;
import us.apolo.images.core.http.Locations;
import us.apolo.images.core.http.ObservedTransport;
import us.apolo.images.core.operation.Attempts;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.registry.auth.Authorizer;
import us.apolo.images.core.registry.auth.CallAuthorization;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/**
 * Sends the calls of one operation: has them let in, follows redirects, and turns answers and broken connections into
 * the library's errors.
 */
final class RegistryClient {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> REDIRECTED = Set.of("GET", "HEAD");
    private static final int MAX_REDIRECTS = 5;
    private static final int UNAUTHORIZED = 401;

    private final ObservedTransport transport;
    private final RegistryAddresses addresses;
    private final Authorizer authorizer;
    private final Retries retries;
    private final Observation observation;

    RegistryClient(
            ObservedTransport transport,
            RegistryAddresses addresses,
            Authorizer authorizer,
            Retries retries,
            Observation observation) {
        this.transport = transport;
        this.addresses = addresses;
        this.authorizer = authorizer;
        this.retries = retries;
        this.observation = observation;
    }

    /** Makes a call, again if it fails in a way that may pass and does no harm when it is made twice. */
    <T> T call(Endpoint<T> endpoint) {
        return call(endpoint, attempts(endpoint));
    }

    /** Makes a call as a further attempt. */
    <T> T call(Endpoint<T> endpoint, Attempts attempts) {
        return attempts.run(attempt -> callOnce(endpoint, attempt));
    }

    /** The attempts that a call may have. */
    Attempts attempts(Endpoint<?> endpoint) {
        var some = endpoint.isRepeatable() ? retries : retries.none();
        return some.start(endpoint.method() + " " + endpoint.kind().text(), endpoint.registry(), observation);
    }

    /** The attempts that several calls may have together. */
    Attempts attempts(String name, String registry) {
        return retries.start(name, registry, observation);
    }

    /** Makes a call, and again if the registry wants it to be let in in another way. */
    <T> T callOnce(Endpoint<T> endpoint, int attempt) {
        var root = addresses.root(endpoint.registry());
        var carrier = transport.carrying(endpoint.registry(), endpoint.kind(), attempt);
        var authorization = authorizer.begin(endpoint.registry(), root, endpoint.scopes());
        while (true) {
            var response = send(endpoint, carrier, root, authorization);
            if (response.status() != UNAUTHORIZED || !response.atRegistry()) {
                return read(endpoint, response, authorization);
            }
            var refusal = failure(endpoint, response, authorization);
            if (!mayRepeat(endpoint) || !authorization.answer(response.http().headers())) {
                throw refusal;
            }
        }
    }

    private static boolean mayRepeat(Endpoint<?> endpoint) {
        var body = endpoint.body();
        return body == null || body.replayable();
    }

    private Located send(Endpoint<?> endpoint, HttpTransport carrier, URI root, CallAuthorization authorization) {
        var uri = uri(root, endpoint.target());
        for (var hops = 0; hops <= MAX_REDIRECTS; hops++) {
            var atRegistry = Locations.sameOrigin(uri, root);
            var response = exchange(endpoint, carrier, uri, atRegistry ? authorization.header() : Optional.empty());
            var location = redirect(endpoint, response);
            if (location.isEmpty()) {
                return new Located(response, uri, atRegistry);
            }
            response.close();
            uri = follow(endpoint, uri, location.get(), authorization);
        }
        throw new RegistryProtocolException(
                "The registry " + endpoint.registry() + " redirects more than " + MAX_REDIRECTS + " times", null, null);
    }

    private static URI uri(URI root, String target) {
        return target.startsWith("/") ? root.resolve(target) : URI.create(target);
    }

    private static HttpResponse exchange(
            Endpoint<?> endpoint, HttpTransport carrier, URI uri, Optional<String> authorized) {
        var headers = headers(endpoint, authorized);
        try {
            return carrier.exchange(new HttpRequest(endpoint.method(), uri, headers, endpoint.body()));
        } catch (IOException e) {
            throw broken(endpoint, e);
        }
    }

    private static HttpHeaders headers(Endpoint<?> endpoint, Optional<String> authorized) {
        var headers = HttpHeaders.builder().addAll(CommonHeaders.ALL).addAll(endpoint.headers());
        authorized.ifPresent(value -> headers.add("Authorization", value));
        return headers.build();
    }

    private static Optional<String> redirect(Endpoint<?> endpoint, HttpResponse response) {
        return REDIRECTS.contains(response.status()) && REDIRECTED.contains(endpoint.method())
                ? response.headers().first("Location")
                : Optional.empty();
    }

    private static URI follow(Endpoint<?> endpoint, URI from, String location, CallAuthorization authorization) {
        try {
            return Locations.resolve(from, location);
        } catch (IllegalArgumentException e) {
            throw new RegistryProtocolException(
                    "The registry " + endpoint.registry() + " redirects to where nobody should go: "
                            + authorization.redaction().apply(String.valueOf(e.getMessage())),
                    null,
                    null);
        }
    }

    private <T> T read(Endpoint<T> endpoint, Located response, CallAuthorization authorization) {
        if (!endpoint.isSuccess(response.status())) {
            throw failure(endpoint, response, authorization);
        }
        var keep = false;
        try {
            var result = endpoint.read(response.http(), response.uri());
            keep = endpoint.keepsResponse();
            return result;
        } catch (RegistryProtocolException e) {
            throw withoutSecrets(e, authorization);
        } catch (IOException e) {
            throw broken(endpoint, e);
        } finally {
            if (!keep) {
                response.http().close();
            }
        }
    }

    /** What is wrong with an answer may be told in its own words, in which a registry may repeat what it was sent. */
    private static RegistryProtocolException withoutSecrets(
            RegistryProtocolException error, CallAuthorization authorization) {
        var told = error.getCause() == null ? error.toString() : error + "\n" + error.getCause();
        return authorization.redaction().apply(told).equals(told)
                ? error
                : new RegistryProtocolException(
                        authorization.redaction().apply(String.valueOf(error.getMessage())),
                        error.answer().orElse(null),
                        null);
    }

    private ImagesException failure(Endpoint<?> endpoint, Located response, CallAuthorization authorization) {
        try {
            return Failures.of(endpoint, response, authorization, retries.time().now());
        } catch (IOException e) {
            throw broken(endpoint, e);
        } finally {
            response.http().close();
        }
    }

    /** Turns what a connection throws into the library's error. */
    static ImagesException broken(Endpoint<?> endpoint, IOException e) {
        return BrokenConnection.error(endpoint.describe(), "the registry " + endpoint.registry(), e);
    }
}
