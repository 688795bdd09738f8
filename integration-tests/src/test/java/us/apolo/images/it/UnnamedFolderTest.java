package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** The layout adapter without a folder: whoever asks registries alone needs none. */
class UnnamedFolderTest {
    @Test
    void isMissedByTheFirstPullAndNotBefore() {
        try (var registry = RegistryServer.start();
                var images = ApoloImages.builder()
                        .transport("okhttp")
                        .localStore("oci-layout")
                        .build()) {
            var digest = registry.put("team/app", "v1", TestImage.builder().build());
            var remote = RemoteImage.newExternalImage("team/app", registry.authority(), "v1");

            assertThat(images.digest(remote)).isEqualTo(digest);
            assertThatThrownBy(() -> images.pull(remote, new LocalImage("app", "v1")))
                    .isInstanceOf(AdapterSelectionException.class)
                    .hasMessageContaining("LocalDockerConfig.DEFAULT.withLocation(");
        }
    }

    @Test
    void aFolderThatIsNoPathIsRefusedAtOnce() {
        var builder = ApoloImages.builder()
                .transport("okhttp")
                .localStore("oci-layout")
                .localStore(LocalDockerConfig.DEFAULT.withLocation("a\0b"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a path");
    }
}
