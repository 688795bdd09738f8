package us.apolo.images.testkit;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.store.Blob;

/** One pull: the manifest, from an index the one for the platform, and the layers that the store lacks. */
final class StorePull {
    private final Transfer transfer;
    private final LocalImages images;
    private final Platform ownPlatform;
    private final LayerSteps steps;
    private final TransferErrors errors;

    StorePull(Transfer transfer, LocalImages images, Platform ownPlatform, LayerSteps steps) {
        this.transfer = transfer;
        this.images = images;
        this.ownPlatform = ownPlatform;
        this.steps = steps;
        this.errors = TransferErrors.ofPull(transfer);
    }

    /** What was pulled: what the tag named, and the image. */
    record Pulled(Digest digest, LocalImages.Entry image) {}

    Pulled run() {
        try {
            var named = transfer.registry().manifest(transfer.repository(), Reference.tag(transfer.tag()));
            var image = named instanceof Manifest.Index index ? chosen(index) : (Manifest.Image) named;
            return new Pulled(named.content().digest(), new LocalImages.Entry(image, blobs(image)));
        } catch (ImagesException e) {
            steps.rethrow();
            throw errors.of(e);
        } catch (IOException e) {
            steps.rethrow();
            throw errors.of(e);
        }
    }

    private Manifest.Image chosen(Manifest.Index index) {
        var platform = Objects.requireNonNullElse(transfer.platform(), ownPlatform);
        var entry = index.manifests().stream()
                .filter(candidate -> candidate.platform() != null && platform.matches(candidate.platform()))
                .findFirst()
                .orElseThrow(() -> new ImageNotFoundException(
                        transfer.fullName() + " for " + platform,
                        "the registry " + transfer.repository().registry(),
                        null,
                        null));
        var manifest = transfer.registry().manifest(transfer.repository(), Reference.digest(entry.digest()));
        if (manifest instanceof Manifest.Image image) {
            return image;
        }
        throw errors.failed(new IOException("the index has another index for " + platform));
    }

    private Map<Digest, Blob> blobs(Manifest.Image image) throws IOException {
        var blobs = new LinkedHashMap<Digest, Blob>();
        var layers = StorePush.distinct(image.layers());
        layers.forEach(layer -> steps.waiting(layer, "Pulling fs layer"));
        if (image.config() != null) {
            blobs.put(image.config().digest(), fetch(image.config(), List.of()));
        }
        for (var layer : layers) {
            blobs.put(layer.digest(), layer(layer));
        }
        return blobs;
    }

    private Blob layer(Descriptor layer) throws IOException {
        var known = images.blob(layer.digest());
        if (known.isPresent()) {
            steps.exists(layer, "Already exists");
            return known.get();
        }
        steps.transferring(layer, "Downloading", 0);
        var blob = fetch(layer, List.of(steps));
        steps.done(layer, "Pull complete");
        return blob;
    }

    private Blob fetch(Descriptor descriptor, List<LayerSteps> listeners) throws IOException {
        try (var content = transfer.registry().readBlob(transfer.repository(), descriptor.digest(), 0)) {
            var in = new MeasuredInput(
                    new InterruptibleInput(content.stream()),
                    descriptor.size(),
                    count -> listeners.forEach(steps -> steps.transferring(descriptor, "Downloading", count)));
            var blob = Blob.read(in);
            listeners.forEach(steps -> steps.verifying(descriptor, "Verifying Checksum"));
            if (!blob.has(descriptor.digest())) {
                throw new IOException("what came for " + descriptor.digest() + " is " + blob.digest());
            }
            return blob;
        }
    }
}
