package us.apolo.images.oci;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Direction;

/** One pull: manifests first, then the blobs that the folder lacks, then the name. */
final class PullTransfer {
    private static final String PULLING = "Downloading";

    private final Transfer transfer;
    private final LayoutImages images;
    private final TransferThreads threads;
    private final TransferFailures failures;

    PullTransfer(Transfer transfer, LayoutImages images, TransferThreads threads) {
        this.transfer = transfer;
        this.images = images;
        this.threads = threads;
        this.failures = new TransferFailures(Direction.PULL, transfer);
    }

    /** Pulls the image; gives the digest that the tag names. */
    Digest run(Consumer<ImageProgressStep> consumer) {
        var named = threads.run(() -> manifest(Reference.tag(transfer.tag())));
        var parts = threads.run(() -> parts(named));
        threads.run(images::create);
        var steps = new LayerSteps(parts.layers(), threads::onCaller, consumer);
        parts.layers().forEach(layer -> steps.waiting(layer, "Pulling fs layer"));
        try (var use = images.locks().use()) {
            use.add(parts.digests());
            threads.runAll(parts.blobs().stream()
                    .map(blob -> failures.piece(() -> fetchUnlessThere(blob, steps)))
                    .toList());
            threads.run(() -> images.add(parts, transfer));
        }
        return named.content().digest();
    }

    private Manifest manifest(Reference reference) {
        return failures.telling(() -> transfer.registry().manifest(transfer.repository(), reference));
    }

    private ImageParts parts(Manifest named) {
        try {
            var platform = transfer.platform();
            var root = platform == null ? named : chosen(named, platform, 0);
            if (root == null) {
                throw new ImageNotFoundException(
                        transfer.fullName() + " for " + platform,
                        "the registry " + transfer.repository().registry(),
                        null,
                        null);
            }
            return ImageParts.of(root, this::child);
        } catch (MalformedDocumentException e) {
            throw failures.failed("the image " + e.getMessage(), e);
        }
    }

    /** The image for a platform, which may lie in an index in the index. */
    private @Nullable Manifest chosen(Manifest named, Platform platform, int depth) throws MalformedDocumentException {
        if (!(named instanceof Manifest.Index index)) {
            return named;
        }
        if (depth > ImageParts.MAX_DEPTH) {
            throw new MalformedDocumentException("has indexes in indexes more than " + ImageParts.MAX_DEPTH + " deep");
        }
        for (var entry : index.manifests()) {
            var offered = entry.platform();
            if (offered != null && platform.matches(offered)) {
                return chosen(child(entry), platform, depth + 1);
            }
        }
        return null;
    }

    private Manifest child(Descriptor descriptor) {
        return manifest(Reference.digest(descriptor.digest()));
    }

    private Boolean fetchUnlessThere(Descriptor blob, LayerSteps steps) {
        if (images.has(blob)) {
            steps.exists(blob, "Already exists");
            return true;
        }
        steps.begins(blob, PULLING, 0);
        return images.locks().fetching(blob.digest(), () -> {
            if (images.has(blob)) {
                // Somebody else has fetched it meanwhile.
                steps.exists(blob, "Already exists");
            } else {
                fetch(blob, steps);
            }
            return true;
        });
    }

    private void fetch(Descriptor blob, LayerSteps steps) {
        new BlobDownload(transfer, blob, images.folder(), failures, steps.moving(blob, PULLING)).run();
        steps.done(blob, "Pull complete");
    }
}
