package us.apolo.images.core.registry;

import java.net.URI;
import java.util.OptionalLong;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Locations;
import us.apolo.images.port.HttpResponse;

/**
 * Where an upload goes on, by the registry's last word on it.
 *
 * @param location the address, with whatever the registry has put into its query
 * @param received how many bytes the registry has; empty if it does not tell
 * @param minPart how many bytes each part but the last must have; zero for any number
 */
record UploadPlace(URI location, OptionalLong received, long minPart) {
    /** The place in the answer to a call that starts an upload, which must tell it. */
    static UploadPlace started(Endpoint<?> endpoint, HttpResponse response, URI uri) {
        var location = response.headers().first("Location");
        if (location.isEmpty()) {
            throw new RegistryProtocolException(
                    "The registry " + endpoint.registry() + " starts an upload and does not say where", null, null);
        }
        return new UploadPlace(
                resolve(endpoint, uri, location.get()), Lengths.received(response), Lengths.minPart(response));
    }

    /** The place after a further call; what its answer does not tell is as it was. */
    UploadPlace next(Endpoint<?> endpoint, HttpResponse response, URI uri) {
        var told = response.headers().first("Location");
        return new UploadPlace(
                told.isEmpty() ? location : resolve(endpoint, uri, told.get()),
                Lengths.received(response),
                Math.max(minPart, Lengths.minPart(response)));
    }

    private static URI resolve(Endpoint<?> endpoint, URI uri, String location) {
        try {
            return Locations.resolve(uri, location);
        } catch (IllegalArgumentException e) {
            throw new RegistryProtocolException(
                    "The registry " + endpoint.registry() + " wants an upload to go where nobody should: "
                            + e.getMessage(),
                    null,
                    e);
        }
    }
}
