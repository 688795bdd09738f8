package us.apolo.images.quickstart;

import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.services.TemporaryFolder;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.TestImage;

/**
 * A private folder in the OCI image layout.
 *
 * @param folder where it is
 */
record FolderPart(TemporaryFolder folder) implements LocalPart {
    private static final int LAYERS = 4;
    private static final int LAYER_BYTES = 5_000_000;

    static FolderPart created() {
        return new FolderPart(TemporaryFolder.create("quickstart"));
    }

    @Override
    public String description() {
        return "Folder: " + folder.path();
    }

    @Override
    public String word() {
        return "folder";
    }

    @Override
    public String java() {
        return "   Images images = ApoloImages.builder().config(config).credentials(credentials)%n".formatted()
                + "           .localStore(%s).localStore(LocalDockerConfig.DEFAULT.withLocation(%s)).build();"
                        .formatted("\"oci-layout\"", "folder");
    }

    @Override
    public ApoloImages.Builder addTo(ApoloImages.Builder builder) {
        return builder.localStore("oci-layout")
                .localStore(LocalDockerConfig.DEFAULT.withLocation(folder.path().toString()));
    }

    /** Pulls it from a registry in memory, which is the shortest way into a folder. */
    @Override
    public void make(LocalImage name) {
        var registry = new InMemoryRegistry();
        var source = RemoteImage.newExternalImage("made/image", "memory.invalid", "v1");
        registry.put(
                source,
                TestImage.builder()
                        .oci()
                        .layers(LAYERS, LAYER_BYTES)
                        .seed(name.hashCode())
                        .build());
        try (var images = addTo(ApoloImages.builder().registry(registry)).build()) {
            images.pull(source, name);
        }
    }

    @Override
    public boolean has(LocalImage name) {
        try (var store = OciLayout.open(folder.path())) {
            return store.inspect(name).isPresent();
        }
    }

    @Override
    public void forget(LocalImage name) {
        try (var store = OciLayout.open(folder.path())) {
            store.untag(name);
        }
    }

    @Override
    public boolean isKept() {
        return false;
    }

    @Override
    public void close() {
        folder.close();
    }
}
