package us.apolo.images.it;

import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.TestImage;

/** Has images in folders that no registry outside the test has yet. */
final class FolderFilling {
    private FolderFilling() {}

    static void put(OciLayout store, LocalImage name, TestImage image) {
        var registry = new InMemoryRegistry();
        var remote = RemoteImage.newExternalImage("made/here", "made.example.com", "v1");
        registry.put(remote, image);
        try (var images =
                ApoloImages.builder().registry(registry).localStore(store).build()) {
            images.pull(remote, name);
        }
    }
}
