package us.apolo.images.testkit;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImagesException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.store.Blob;

/** One push: the layers that the registry lacks, the configuration, the manifest. */
final class StorePush {
    private final Transfer transfer;
    private final LocalImages.Entry image;
    private final KnownPlaces places;
    private final LayerSteps steps;
    private final TransferErrors errors;

    StorePush(Transfer transfer, LocalImages.Entry image, KnownPlaces places, LayerSteps steps) {
        this.transfer = transfer;
        this.image = image;
        this.places = places;
        this.steps = steps;
        this.errors = TransferErrors.ofPush(transfer);
    }

    Digest run() {
        try {
            var layers = distinct(image.manifest().layers());
            layers.forEach(layer -> steps.waiting(layer, "Preparing"));
            layers.forEach(this::pushLayer);
            var config = image.manifest().config();
            if (config != null && isMissing(config)) {
                transfer.registry().writeBlob(transfer.repository(), config.digest(), body(config, null));
            }
            return putManifest();
        } catch (ImagesException e) {
            steps.rethrow();
            throw errors.ofPush(e);
        }
    }

    static List<Descriptor> distinct(List<Descriptor> layers) {
        var byDigest = new LinkedHashMap<Digest, Descriptor>();
        layers.forEach(layer -> byDigest.putIfAbsent(layer.digest(), layer));
        return List.copyOf(byDigest.values());
    }

    private void pushLayer(Descriptor layer) {
        if (!isMissing(layer)) {
            steps.exists(layer, "Layer already exists");
            return;
        }
        for (var source : places.of(layer.digest(), transfer.repository())) {
            if (transfer.registry().mountBlob(transfer.repository(), layer.digest(), source)) {
                steps.exists(layer, "Mounted from " + source.path());
                return;
            }
        }
        steps.transferring(layer, "Pushing", 0);
        transfer.registry().writeBlob(transfer.repository(), layer.digest(), body(layer, steps));
        steps.done(layer, "Pushed");
    }

    private boolean isMissing(Descriptor blob) {
        return transfer.registry()
                .blobSize(transfer.repository(), blob.digest())
                .isEmpty();
    }

    private HttpBody body(Descriptor descriptor, @Nullable LayerSteps listener) {
        var blob = image.blobs().get(descriptor.digest());
        if (blob == null) {
            throw new IllegalStateException("The store has lost " + descriptor.digest());
        }
        return new BlobBody(blob, descriptor, listener);
    }

    private record BlobBody(
            Blob blob, Descriptor descriptor, @Nullable LayerSteps listener) implements HttpBody {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(blob.size());
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() {
            var in = blob.open(0);
            return listener == null
                    ? in
                    : new MeasuredInput(in, blob.size(), count -> listener.transferring(descriptor, "Pushing", count));
        }
    }

    private Digest putManifest() {
        var content = image.manifest().content();
        var digest = transfer.registry().putManifest(transfer.repository(), Reference.tag(transfer.tag()), content);
        image.manifest().layers().forEach(layer -> places.add(layer.digest(), transfer.repository()));
        return digest;
    }
}
