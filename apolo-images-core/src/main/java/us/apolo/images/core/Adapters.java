package us.apolo.images.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.Platform;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerProvider;

/** The two kinds of adapters, and how they are made. */
final class Adapters {
    private static final AdapterSelection.Kind<HttpTransportProvider> TRANSPORT = new AdapterSelection.Kind<>(
            HttpTransportProvider.class,
            "HTTP transport",
            "apolo.images.transport",
            "APOLO_IMAGES_TRANSPORT",
            "ApoloImages.builder().transport(\"%s\")",
            List.of(
                    new AdapterSelection.Artifact("okhttp", "us.apolo.images:transport-okhttp"),
                    new AdapterSelection.Artifact("apache", "us.apolo.images:transport-apache")),
            HttpTransportProvider::name);

    private static final AdapterSelection.Kind<LocalDockerProvider> LOCAL_STORE = new AdapterSelection.Kind<>(
            LocalDockerProvider.class,
            "local image store",
            "apolo.images.docker",
            "APOLO_IMAGES_DOCKER",
            "ApoloImages.builder().localStore(\"%s\")",
            List.of(
                    new AdapterSelection.Artifact("docker-daemon", "us.apolo.images:docker-daemon-adapter"),
                    new AdapterSelection.Artifact("docker-cli", "us.apolo.images:docker-cli-adapter")),
            LocalDockerProvider::name);

    private Adapters() {}

    /** Makes the transport of a name, or the only one there is. */
    static HttpTransport transport(@Nullable String name, HttpTransportConfig config) {
        var selection = new AdapterSelection<>(TRANSPORT, AdapterSelection.Environment.system());
        return selection.make(
                selection.find(name).orElseThrow(selection::missing), provider -> provider.create(config));
    }

    /** Makes the local store of a name, or the only one there is. That there is none shows when it is wanted. */
    static LocalStore localStore(
            @Nullable String name, LocalDockerConfig config, @Nullable Platform platform, Retries retries) {
        var selection = new AdapterSelection<>(LOCAL_STORE, AdapterSelection.Environment.system());
        return selection
                .find(name)
                .map(provider -> selection.make(provider, found -> made(found, config, platform, retries)))
                .orElseGet(() -> LocalStore.missing(selection::missing));
    }

    /** A store that has to be told where it is, and is not, is missing for those alone who want one. */
    private static LocalStore made(
            LocalDockerProvider provider, LocalDockerConfig config, @Nullable Platform platform, Retries retries) {
        try {
            return LocalStore.owned(provider.create(config), platform, retries);
        } catch (IllegalArgumentException e) {
            if (config.location() != null) {
                throw e;
            }
            return LocalStore.missing(() -> withoutLocation(provider.name(), e));
        }
    }

    private static AdapterSelectionException withoutLocation(String name, IllegalArgumentException cause) {
        return new AdapterSelectionException(
                "The local image store '" + name + "' cannot be made: " + cause.getMessage()
                        + ". Write ApoloImages.builder().localStore(LocalDockerConfig.DEFAULT.withLocation(\"…\"))",
                List.of(),
                cause);
    }
}
