package us.apolo.images.it;

import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.services.Engine;

/** A transport and a local store that go together: what the main job does must be the same with each pair. */
enum AdapterPair {
    OKHTTP_AND_DAEMON("okhttp", "docker-daemon"),
    APACHE_AND_DAEMON("apache", "docker-daemon"),
    OKHTTP_AND_COMMAND("okhttp", "docker-cli"),
    APACHE_AND_COMMAND("apache", "docker-cli");

    private final String transport;
    private final String store;

    AdapterPair(String transport, String store) {
        this.transport = transport;
        this.store = store;
    }

    /** The name of the transport. */
    String transport() {
        return transport;
    }

    /** The name of the local store. */
    String store() {
        return store;
    }

    /** The artifact of the transport. */
    String transportArtifact() {
        return "transport-" + transport;
    }

    /** The artifact of the local store. */
    String storeArtifact() {
        return store + "-adapter";
    }

    /** Whether the local store tells how many bytes of a layer have moved; the {@code docker} command does not. */
    boolean tellsBytes() {
        return store.equals("docker-daemon");
    }

    /** Images with these adapters, on an engine. */
    ApoloImages.Builder builder(Engine engine) {
        return builder(engine.host());
    }

    /** Images with these adapters, on the engine at an address. */
    ApoloImages.Builder builder(String engine) {
        return ApoloImages.builder()
                .transport(transport)
                .localStore(store)
                .localStore(LocalDockerConfig.DEFAULT.withLocation(engine));
    }
}
