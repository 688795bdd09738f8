package us.apolo.images.testkit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;

/** Transfers to and from one registry. */
final class Moves {
    static final String REGISTRY = "localhost:5000";

    private Moves() {}

    static Repository repository(String path) {
        return new Repository(REGISTRY, path);
    }

    /** Of a local name that stands for {@code team/…} on the registry. */
    static Transfer transfer(RegistryPort registry, LocalImage image) {
        return transfer(registry, image, null);
    }

    static Transfer transfer(RegistryPort registry, LocalImage image, @Nullable Platform platform) {
        return new Transfer(image, repository("team/" + image.name()), Optional.empty(), platform, registry);
    }
}
