package us.apolo.images.core.registry;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;
import us.apolo.images.core.operation.Attempts;

/**
 * A page that is being read. If its connection breaks, the page is asked for again, and the names that have been given
 * are passed over; that is right only as long as they are the same.
 */
final class OpenPage {
    private final RegistryClient client;
    private final PageEndpoint endpoint;
    private final Attempts attempts;
    private PageEndpoint.Page page;
    private long given;
    private @Nullable String last;

    OpenPage(RegistryClient client, PageEndpoint endpoint) {
        this.client = client;
        this.endpoint = endpoint;
        this.attempts = client.attempts(endpoint);
        this.page = client.call(endpoint, attempts);
    }

    URI uri() {
        return page.uri();
    }

    /** The address of the next page. */
    Optional<URI> next() {
        return page.next();
    }

    /** The next name; null after the last one. */
    @Nullable String nextName() {
        while (true) {
            try {
                var name = page.names().next();
                if (name != null) {
                    given++;
                    last = name;
                }
                return name;
            } catch (IOException e) {
                openAgain(RegistryClient.broken(endpoint, e));
            }
        }
    }

    private void openAgain(ImagesException failure) {
        var broken = failure;
        while (true) {
            close();
            attempts.failed(broken);
            page = client.call(endpoint, attempts);
            try {
                passOver(broken);
                return;
            } catch (IOException e) {
                broken = RegistryClient.broken(endpoint, e);
            }
        }
    }

    private void passOver(ImagesException broken) throws IOException {
        String name = null;
        for (var i = 0L; i < given; i++) {
            name = page.names().next();
        }
        if (last != null && !last.equals(name)) {
            throw attempts.givenUp(broken);
        }
    }

    void close() {
        page.response().close();
    }
}
