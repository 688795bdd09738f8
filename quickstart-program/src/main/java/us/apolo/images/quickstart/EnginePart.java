package us.apolo.images.quickstart;

import java.util.Optional;
import us.apolo.images.LocalImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.services.Engine;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.SampleImage;

/**
 * A container engine.
 *
 * @param engine the user's, or the private one
 * @param own the private one, which ends with this
 */
record EnginePart(Engine engine, Optional<EngineProcess> own) implements LocalPart {
    private static final int LAYERS = 4;
    private static final int LAYER_BYTES = 5_000_000;

    static EnginePart at(String host) {
        return new EnginePart(Engine.at(host), Optional.empty());
    }

    static EnginePart started() {
        var engine = EngineProcess.start();
        return new EnginePart(engine, Optional.of(engine));
    }

    @Override
    public String description() {
        return "Engine: " + engine.host();
    }

    @Override
    public String word() {
        return "engine";
    }

    @Override
    public String java() {
        return "   Images images = ApoloImages.builder().config(config).credentials(credentials)%n".formatted()
                + "           .localStore(%s).localStore(LocalDockerConfig.DEFAULT.withLocation(%s)).build();"
                        .formatted("\"docker-daemon\"", "\"" + engine.host() + "\"");
    }

    @Override
    public ApoloImages.Builder addTo(ApoloImages.Builder builder) {
        return builder.localStore("docker-daemon").localStore(LocalDockerConfig.DEFAULT.withLocation(engine.host()));
    }

    @Override
    public void make(LocalImage name) {
        SampleImage.of(engine).layers(LAYERS, LAYER_BYTES).seed(name.hashCode()).make(name.toString());
    }

    @Override
    public boolean has(LocalImage name) {
        return engine.images().contains(name.toString());
    }

    @Override
    public void forget(LocalImage name) {
        engine.remove(name.toString());
    }

    @Override
    public boolean isKept() {
        return own.isEmpty();
    }

    @Override
    public void close() {
        own.ifPresent(EngineProcess::close);
    }
}
