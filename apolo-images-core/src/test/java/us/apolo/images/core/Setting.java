package us.apolo.images.core;

import java.net.URI;
import java.util.function.UnaryOperator;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Repository;

/** {@code Images} over ports in memory, with one cluster, an organization and a project. */
final class Setting implements AutoCloseable {
    static final String HOST = "registry.example.org";
    static final Repository REPOSITORY = new Repository(HOST, "acme/ml/app");
    static final String FULL_NAME = HOST + "/acme/ml/app:v1";
    static final LocalImage LOCAL = new LocalImage("app", "v1");
    static final RemoteImage REMOTE = RemoteImage.newPlatformImage("app", HOST, "ml", "default", "acme", "v1");
    static final RemoteImage UNTAGGED = RemoteImage.newPlatformImage("app", HOST, "ml", "default", "acme", null);

    final MemoryRegistry registry = new MemoryRegistry();
    final MemoryStore store = new MemoryStore(registry);
    final Images images;

    Setting() {
        this(builder -> builder);
    }

    Setting(UnaryOperator<ApoloImages.Builder> more) {
        images = more.apply(ApoloImages.builder()
                        .config(config())
                        .credentials(CredentialsProvider.of(HOST, "user", "password"))
                        .registry(registry)
                        .localStore(store))
                .build();
    }

    static ApoloConfig config() {
        return ApoloConfig.builder()
                .cluster("default", URI.create("https://" + HOST))
                .organization("acme")
                .project("ml")
                .build();
    }

    @Override
    public void close() {
        images.close();
    }
}
