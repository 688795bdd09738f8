package us.apolo.images.testkit;

import java.util.List;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;

/** What tests ask of a store, beside what a registry tells its clients. */
final class Stored {
    private Stored() {}

    static List<String> tags(RegistryStore store, String repository) {
        try {
            return store.tags(repository);
        } catch (RefusedException e) {
            if (e.code() == ErrorCode.NAME_UNKNOWN) {
                return List.of();
            }
            throw e;
        }
    }

    static Manifest manifest(RegistryStore store, String registry, String repository, Reference reference) {
        try {
            return store.manifest(repository, reference);
        } catch (RefusedException e) {
            throw new ImageNotFoundException(
                    registry + "/" + repository + ":" + reference.text(), "the registry " + registry, null, e);
        }
    }
}
