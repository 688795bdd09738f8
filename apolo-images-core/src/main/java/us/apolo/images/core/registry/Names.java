package us.apolo.images.core.registry;

import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** How images are named in errors. */
final class Names {
    private Names() {}

    static String of(Repository repository, Reference reference) {
        return of(repository.toString(), reference);
    }

    /** With the repository as it is called at its registry. */
    static String of(String path, Reference reference) {
        return path + (reference instanceof Reference.ByTag ? ":" : "@") + reference.text();
    }
}
