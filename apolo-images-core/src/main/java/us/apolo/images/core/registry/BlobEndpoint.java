package us.apolo.images.core.registry;

import java.util.List;
import java.util.Optional;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.Repository;

/** What the calls for blobs and their uploads share. */
abstract class BlobEndpoint<T> implements Endpoint<T> {
    private final String method;
    final Repository repository;
    private final RequestKind kind;
    private final String target;

    BlobEndpoint(String method, RequestKind kind, Repository repository, String target) {
        this.method = method;
        this.kind = kind;
        this.repository = repository;
        this.target = target;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public RequestKind kind() {
        return kind;
    }

    @Override
    public String registry() {
        return repository.registry();
    }

    @Override
    public Optional<String> subject() {
        return Optional.of(repository.path());
    }

    @Override
    public String target() {
        return target;
    }

    @Override
    public List<Scope> scopes() {
        return List.of(Scope.of(repository, method));
    }
}
