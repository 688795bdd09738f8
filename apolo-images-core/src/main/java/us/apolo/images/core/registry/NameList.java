package us.apolo.images.core.registry;

import java.util.Optional;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.Repository;

/**
 * A list of names that a registry gives page by page.
 *
 * @param kind which list
 * @param registry the registry's authority
 * @param path the path of the list
 * @param field the member of the answer that holds the names
 * @param scope what it takes to read it
 * @param repository the repository whose list it is; empty if it is the registry's own
 */
record NameList(
        RequestKind kind, String registry, String path, String field, Scope scope, Optional<Repository> repository) {
    static NameList tags(Repository repository) {
        return new NameList(
                RequestKind.TAGS,
                repository.registry(),
                Paths.tags(repository),
                "tags",
                Scope.of(repository, "GET"),
                Optional.of(repository));
    }

    static NameList repositories(String registry) {
        return new NameList(
                RequestKind.CATALOG, registry, Paths.catalog(), "repositories", Scope.CATALOG, Optional.empty());
    }
}
