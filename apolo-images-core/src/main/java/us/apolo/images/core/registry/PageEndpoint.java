package us.apolo.images.core.registry;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.core.http.Locations;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.Repository;

/** One page of a list of names. */
final class PageEndpoint implements Endpoint<PageEndpoint.Page> {
    private final NameList list;
    private final String target;

    PageEndpoint(NameList list, String target) {
        this.list = list;
        this.target = target;
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public RequestKind kind() {
        return list.kind();
    }

    @Override
    public String registry() {
        return list.registry();
    }

    @Override
    public Optional<String> subject() {
        return list.repository().map(Repository::path);
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public List<Scope> scopes() {
        return List.of(list.scope());
    }

    @Override
    public HttpHeaders headers() {
        return HttpHeaders.builder().add("Accept", "application/json").build();
    }

    @Override
    public boolean isSuccess(int status) {
        return status == 200;
    }

    @Override
    public Page read(HttpResponse response, URI uri) {
        return new Page(response, uri, next(response, uri), new NameArray(response.body(), list));
    }

    private Optional<URI> next(HttpResponse response, URI uri) {
        try {
            return LinkField.next(response.headers()).map(link -> Locations.resolve(uri, link));
        } catch (IllegalArgumentException e) {
            throw new RegistryProtocolException(
                    "The registry " + registry() + " links a page to where nobody should go: " + e.getMessage(),
                    null,
                    e);
        }
    }

    @Override
    public boolean keepsResponse() {
        return true;
    }

    @Override
    public ImagesException failure(RegistryAnswer answer) {
        if (answer.status() == 404 && list.repository().isPresent()) {
            return new ImageNotFoundException(
                    list.repository().get().toString(), "the registry " + registry(), answer, null);
        }
        return switch (answer.status()) {
            case 404, 405, 501 ->
                new RegistryRefusedException(
                        "The registry " + registry() + " does not list its " + list.field() + ": " + answer,
                        answer,
                        null);
            default -> Endpoint.super.failure(answer);
        };
    }

    /** The names of a page, still on their way, where they come from and the address of the next page. */
    record Page(HttpResponse response, URI uri, Optional<URI> next, NameArray names) {}
}
