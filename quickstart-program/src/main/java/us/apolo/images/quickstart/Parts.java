package us.apolo.images.quickstart;

import java.net.URI;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;

/**
 * What things are shown with: the user's parts, or private ones that end with {@link #close()}.
 *
 * @param registry the registry
 * @param local where images lie on this machine
 */
record Parts(RegistryPart registry, LocalPart local) implements AutoCloseable {
    static Parts prepare(Options options, Narrator narrator) {
        var registry = registry(options, narrator);
        try {
            return new Parts(registry, local(options, narrator));
        } catch (RuntimeException e) {
            registry.close();
            throw e;
        }
    }

    private static RegistryPart registry(Options options, Narrator narrator) {
        if (options.registry().isPresent()) {
            return RegistryPart.at(options.registry().get(), options.credentials());
        }
        narrator.say("Starting a private registry; its user is quickstart, the password is random.");
        return options.docker() ? RegistryPart.started() : RegistryPart.inThisProgram();
    }

    private static LocalPart local(Options options, Narrator narrator) {
        if (!options.docker()) {
            narrator.say("Making a folder for images on this machine; --docker would take an engine.");
            return FolderPart.created();
        }
        if (options.engine().isPresent()) {
            return EnginePart.at(options.engine().get());
        }
        narrator.say("Starting a private engine.");
        return EnginePart.started();
    }

    /** Where the registry is. */
    URI registryUrl() {
        return registry.url();
    }

    ApoloConfig config() {
        return ApoloConfig.builder()
                .cluster("default", registryUrl())
                .organization("acme")
                .project("ml")
                .build();
    }

    CredentialsProvider credentialsProvider() {
        var config = config();
        return registry.credentials()
                .map(known -> CredentialsProvider.of(config.registry("default"), () -> known))
                .orElseGet(CredentialsProvider::anonymous);
    }

    @Override
    public void close() {
        try {
            local.close();
        } finally {
            registry.close();
        }
    }
}
