package us.apolo.images.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.LocalImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;

class BlobRegistryTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void itsImageComesIntoAFolderAndGoesToAnotherRepository() throws IOException {
        var local = new LocalImage("app", "v1");
        try (var registry = BlobRegistry.start(3, 100_000);
                var store = OciLayout.open(folder.resolve("layout"));
                var images = ApoloImages.builder()
                        .config(Transports.config(registry.uri()))
                        .transport("okhttp")
                        .localStore(store)
                        .build()) {
            var remote = images.parser().remoteImage("image:/pulled/app:v1");

            images.pull(remote, local);

            assertThat(images.size(remote)).isBetween(300_003L, 301_000L);
            assertThat(images.push(local, images.parser().remoteImage("image:/pushed/app:v1")))
                    .hasToString("image://default/acme/pushed/app:v1");
        }
    }
}
