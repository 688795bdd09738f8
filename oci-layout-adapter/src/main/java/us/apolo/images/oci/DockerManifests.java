package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

/** What stands in Docker's {@code manifest.json} for images of a folder, whose blobs are called there as in the OCI form. */
final class DockerManifests {
    private final LayoutFolder folder;
    private final Platform here;

    DockerManifests(LayoutFolder folder) {
        this.folder = folder;
        this.here = new Platform("linux", architecture(System.getProperty("os.arch", "")), null);
    }

    private static String architecture(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "aarch64" -> "arm64";
            case "x86_64" -> "amd64";
            default -> name.isEmpty() ? "amd64" : name;
        };
    }

    /**
     * The file's content. It has no place for an index: its image for this machine's architecture stands there, or else
     * the first one. What is no image at all does not stand there.
     */
    List<DockerManifest> of(List<ArchivedImage> images) {
        var manifests = new ArrayList<DockerManifest>();
        for (var image : images) {
            image(image.parts().root(), image.parts())
                    .flatMap(found -> manifest(found, image))
                    .ifPresent(manifests::add);
        }
        return manifests;
    }

    private Optional<Manifest.Image> image(Manifest manifest, ImageParts parts) {
        if (manifest instanceof Manifest.Image image) {
            return Optional.of(image).filter(this::isImage);
        }
        if (manifest instanceof Manifest.Index index) {
            var children = new ArrayList<>(index.manifests());
            children.sort((one, other) -> Boolean.compare(isForHere(other), isForHere(one)));
            return children.stream()
                    .flatMap(child -> find(child.digest(), parts).stream())
                    .flatMap(child -> image(child, parts).stream())
                    .findFirst();
        }
        return Optional.empty();
    }

    private boolean isForHere(Descriptor child) {
        return child.platform() != null && here.matches(child.platform());
    }

    private static Optional<Manifest> find(Digest digest, ImageParts parts) {
        return parts.manifests().stream()
                .filter(manifest -> manifest.content().digest().equals(digest))
                .findFirst();
    }

    /** Whether there is a layer for each that the configuration tells of; other things than images have none to tell. */
    private boolean isImage(Manifest.Image image) {
        var config = image.config();
        return config != null
                && folder.read(config.digest(), StoredManifests.MAX_BYTES)
                        .map(Json::object)
                        .filter(json -> json.path("rootfs").path("diff_ids").size()
                                == image.layers().size())
                        .isPresent();
    }

    private static Optional<DockerManifest> manifest(Manifest.Image found, ArchivedImage image) {
        return Optional.ofNullable(found.config())
                .map(config -> new DockerManifest(
                        OciArchive.name(config.digest()),
                        image.names(),
                        found.layers().stream()
                                .map(layer -> OciArchive.name(layer.digest()))
                                .toList()));
    }
}
