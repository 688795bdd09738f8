package us.apolo.images.oci;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Direction;

/** One push: the blobs that the registry lacks, then the manifests, the one that gets the tag last. */
final class PushTransfer {
    private static final String PUSHING = "Pushing";

    private final Transfer transfer;
    private final LayoutImages images;
    private final TransferThreads threads;
    private final TransferFailures failures;

    PushTransfer(Transfer transfer, LayoutImages images, TransferThreads threads) {
        this.transfer = transfer;
        this.images = images;
        this.threads = threads;
        this.failures = new TransferFailures(Direction.PUSH, transfer);
    }

    /** Pushes the image; gives the digest under which the registry has it. */
    Digest run(Consumer<ImageProgressStep> consumer) {
        try (var use = images.locks().use()) {
            var parts = threads.run(() -> images.parts(transfer.image(), use));
            var steps = new LayerSteps(parts.layers(), threads::onCaller, consumer);
            parts.layers().forEach(layer -> steps.waiting(layer, "Preparing"));
            var places = threads.run(() -> images.places(transfer.repository()));
            threads.runAll(parts.blobs().stream()
                    .map(blob -> failures.piece(() -> pushUnlessThere(blob, places, steps)))
                    .toList());
            return threads.run(failures.piece(() -> putManifests(parts)));
        }
    }

    private Boolean pushUnlessThere(Descriptor blob, Places places, LayerSteps steps) {
        var registry = transfer.registry();
        if (registry.blobSize(transfer.repository(), blob.digest()).isPresent()) {
            steps.exists(blob, "Layer already exists");
            return true;
        }
        if (!images.has(blob)) {
            throw images.folder()
                    .broken(
                            "lacks " + blob.digest() + ", or has it with another size than the " + blob.size()
                                    + " bytes that the manifest says; pull the image again",
                            null);
        }
        var mounted = write(blob, places, steps);
        mounted.ifPresentOrElse(
                place -> steps.exists(blob, "Mounted from " + place.path()), () -> steps.done(blob, "Pushed"));
        return true;
    }

    private Optional<Repository> write(Descriptor blob, Places places, LayerSteps steps) {
        var content = new BlobBody(images.folder(), blob, steps);
        try {
            return transfer.registry()
                    .writeBlob(transfer.repository(), blob.digest(), content, places.of(blob.digest()));
        } catch (RegistryRefusedException e) {
            // A registry that finds another digest says so in words of its own: whether it is right can be seen here.
            throw images.damage(blob).map(RuntimeException.class::cast).orElse(e);
        }
    }

    private record BlobBody(LayoutFolder folder, Descriptor blob, LayerSteps steps) implements HttpBody {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(blob.size());
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() throws IOException {
            return new MeasuredInput(folder.open(blob.digest()), steps.moving(blob, PUSHING));
        }
    }

    private Digest putManifests(ImageParts parts) {
        var children = parts.manifests().subList(0, parts.manifests().size() - 1);
        for (var child : children) {
            put(child, Reference.digest(child.content().digest()));
        }
        var digest = put(parts.root(), Reference.tag(transfer.tag()));
        images.pushed(parts, transfer.repository());
        return digest;
    }

    private Digest put(Manifest manifest, Reference reference) {
        var digest = transfer.registry().putManifest(transfer.repository(), reference, manifest.content());
        if (!digest.equals(manifest.content().digest())) {
            throw failures.failed("the registry has " + digest + " for what was sent as "
                    + manifest.content().digest());
        }
        return digest;
    }

    /** Where the blobs of other images lie on the same registry. */
    @FunctionalInterface
    interface Places {
        List<Repository> of(Digest blob);
    }
}
