package us.apolo.images.core.registry;

import java.net.URI;
import us.apolo.images.port.HttpResponse;

/**
 * A response and where it came from.
 *
 * @param http the response
 * @param uri the address of the last request, after redirects
 * @param atRegistry whether that is the registry itself, which alone gets credentials
 */
record Located(HttpResponse http, URI uri, boolean atRegistry) {
    int status() {
        return http.status();
    }
}
