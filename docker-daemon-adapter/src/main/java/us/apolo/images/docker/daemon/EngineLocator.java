package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.engine.EngineWords;
import us.apolo.images.port.engine.HostEnvironment;

/**
 * Knows where an engine may be, in the order in which the {@code docker} command looks: what was configured, {@code
 * DOCKER_HOST}, the current context, the usual sockets. The first of these that is there decides; only the usual sockets
 * are tried one after the other.
 */
final class EngineLocator {
    private static final String USUAL = "a usual place";

    private final @Nullable String location;
    private final HostEnvironment environment;

    /**
     * Looks around in an environment.
     *
     * @param location an address that counts before everything else; null if there is none
     * @throws IllegalArgumentException if the location is not an engine's address
     */
    EngineLocator(@Nullable String location, HostEnvironment environment) {
        if (location != null) {
            EngineAddress.parse(location);
        }
        this.location = location;
        this.environment = environment;
    }

    /** Reads environment and configuration anew, since they may have changed. Connects to nothing. */
    List<EngineCandidate> candidates() {
        if (location != null) {
            return List.of(stated("LocalDockerConfig.location", location));
        }
        var host = environment.variable("DOCKER_HOST");
        if (host.isPresent()) {
            return List.of(stated("DOCKER_HOST", host.get()));
        }
        var contexts = new DockerContexts(environment.dockerFolder());
        try {
            var chosen = environment.variable("DOCKER_CONTEXT");
            var name = chosen.isPresent() ? chosen : contexts.current();
            return name.filter(some -> !some.equals("default"))
                    .map(some -> List.of(contexts.engineOf(some)))
                    .orElseGet(this::usualPlaces);
        } catch (IOException e) {
            var all = new ArrayList<EngineCandidate>();
            all.add(new EngineCandidate.Unusable("Docker's configuration", EngineWords.reason(e)));
            all.addAll(usualPlaces());
            return all;
        }
    }

    private EngineCandidate stated(String origin, String text) {
        try {
            var address = EngineAddress.parse(text);
            var tls = tlsFromEnvironment();
            return new EngineCandidate.Place(origin, tls.isPresent() ? address.withTls() : address, tls);
        } catch (IllegalArgumentException e) {
            return new EngineCandidate.Unusable(origin, EngineWords.reason(e));
        }
    }

    /** Like {@code docker}, which takes any value of these variables for yes. */
    private Optional<EngineTls> tlsFromEnvironment() {
        var verified = environment.variable("DOCKER_TLS_VERIFY").isPresent();
        if (!verified && environment.variable("DOCKER_TLS").isEmpty()) {
            return Optional.empty();
        }
        var folder = environment.variable("DOCKER_CERT_PATH").map(Path::of).orElseGet(environment::dockerFolder);
        return Optional.of(new EngineTls(Optional.of(folder), verified));
    }

    private List<EngineCandidate> usualPlaces() {
        if (environment.windows()) {
            return List.of(
                    usual("npipe:////./pipe/docker_engine"),
                    usual("npipe:////./pipe/dockerDesktopLinuxEngine"),
                    usual("npipe:////./pipe/podman-machine-default"));
        }
        var places = new ArrayList<EngineCandidate>();
        var runtime = environment.variable("XDG_RUNTIME_DIR").map(Path::of);
        places.add(socket(Path.of("/var/run/docker.sock")));
        runtime.ifPresent(folder -> places.add(socket(folder.resolve("docker.sock"))));
        runtime.ifPresent(folder -> places.add(socket(folder.resolve("podman/podman.sock"))));
        places.add(socket(Path.of("/run/podman/podman.sock")));
        places.add(socket(environment.home().resolve(".colima/default/docker.sock")));
        places.add(socket(environment.home().resolve(".colima/docker.sock")));
        places.add(socket(environment.home().resolve(".rd/docker.sock")));
        places.add(socket(environment.home().resolve(".docker/run/docker.sock")));
        places.add(socket(environment.home().resolve(".docker/desktop/docker.sock")));
        return places;
    }

    private static EngineCandidate socket(Path file) {
        return usual("unix://" + file.toAbsolutePath());
    }

    private static EngineCandidate usual(String address) {
        return new EngineCandidate.Place(USUAL, EngineAddress.parse(address), Optional.empty());
    }
}
