package us.apolo.images.osgi.probe;

import java.nio.file.Path;
import java.util.Objects;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.docker.cli.DockerCommand;
import us.apolo.images.docker.daemon.DockerDaemon;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.transport.apache.ApacheTransport;
import us.apolo.images.transport.okhttp.OkHttpTransport;

/** How the adapters come into the builder. */
enum Adapters {
    /** Nothing is said: the only ones there are. */
    FOUND {
        @Override
        <T> T use(MainJob.Settings settings, Job<T> job) {
            return job.with(ApoloImages.builder().localStore(settings.engine()));
        }
    },

    /** Those of these names, among others. */
    NAMED {
        @Override
        <T> T use(MainJob.Settings settings, Job<T> job) {
            return job.with(ApoloImages.builder()
                    .transport(settings.transport())
                    .localStore(settings.store())
                    .localStore(settings.engine()));
        }
    },

    /** Instances, which are closed here. */
    GIVEN {
        @Override
        <T> T use(MainJob.Settings settings, Job<T> job) {
            try (var transport = transport(settings.transport());
                    var store = store(settings.store(), settings.engine())) {
                return job.with(ApoloImages.builder().transport(transport).localStore(store));
            }
        }
    };

    /** Work with a builder that has its adapters. */
    interface Job<T> {
        T with(ApoloImages.Builder builder);
    }

    abstract <T> T use(MainJob.Settings settings, Job<T> job);

    private static HttpTransport transport(String name) {
        return switch (name) {
            case "okhttp" -> OkHttpTransport.create(HttpTransportConfig.DEFAULT);
            case "apache" -> ApacheTransport.create(HttpTransportConfig.DEFAULT);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static LocalDockerPort store(String name, LocalDockerConfig engine) {
        return switch (name) {
            case "docker-daemon" -> DockerDaemon.create(engine);
            case "docker-cli" -> DockerCommand.create(engine);
            case "oci-layout" -> OciLayout.open(Path.of(Objects.requireNonNull(engine.location(), "engine")));
            default -> throw new IllegalArgumentException(name);
        };
    }
}
