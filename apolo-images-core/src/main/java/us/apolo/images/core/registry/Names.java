package us.apolo.images.core.registry;

import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** How images are named in errors. */
final class Names {
    private Names() {}

    static String of(Repository repository, Reference reference) {
        return repository + (reference instanceof Reference.ByTag ? ":" : "@") + reference.text();
    }
}
