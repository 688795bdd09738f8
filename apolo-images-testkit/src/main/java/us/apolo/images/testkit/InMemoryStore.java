package us.apolo.images.testkit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.Platform;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;

/**
 * A local image store in memory, for unit tests: no engine. It moves real manifests and layers over the transfer's
 * registry port, and tells of each layer as an engine does.
 *
 * <p><strong>It must be closed</strong>, as every local store; here that frees nothing but memory.
 *
 * <pre>{@code
 * try (var store = new InMemoryStore();
 *         var images = ApoloImages.builder().registry(new InMemoryRegistry()).localStore(store).build()) {
 *     store.add(new LocalImage("app", "v1"), TestImage.builder().build());
 *     images.push(new LocalImage("app", "v1"), RemoteImage.newExternalImage("team/app", "localhost:5000", "v1"));
 * }
 * }</pre>
 */
public final class InMemoryStore implements LocalDockerPort {
    private static final String WHERE = "the local store in memory";

    private final Platform platform;
    private final LocalImages images = new LocalImages();
    private final KnownPlaces places = new KnownPlaces();
    private final PlannedErrors<Operation> errors = new PlannedErrors<>();
    private final OngoingTransfers transfers = new OngoingTransfers();

    /** Makes a store without images, which takes those for linux/amd64 from an index. */
    public InMemoryStore() {
        this(Platform.LINUX_AMD64);
    }

    /**
     * Makes a store without images.
     *
     * @param platform which image it takes from an index if nothing else is asked for
     */
    public InMemoryStore(Platform platform) {
        this.platform = Objects.requireNonNull(platform, "platform");
    }

    /** What can be made to fail: the methods of {@link LocalDockerPort}. */
    public enum Operation {
        /** {@link LocalDockerPort#inspect}. */
        INSPECT,
        /** {@link LocalDockerPort#tag}. */
        TAG,
        /** {@link LocalDockerPort#untag}. */
        UNTAG,
        /** {@link LocalDockerPort#push}. */
        PUSH,
        /** {@link LocalDockerPort#pull}. */
        PULL
    }

    /**
     * Has an image under a name, as if it had been built here.
     *
     * @param name the name; another image that had it loses it
     * @param image the image
     * @return what the store knows it by
     * @throws IllegalArgumentException if it is an index: a local store has single images
     */
    public Digest add(LocalImage name, TestImage image) {
        if (image.manifest() instanceof Manifest.Image manifest) {
            return images.add(name, new LocalImages.Entry(manifest, image.blobs()));
        }
        throw new IllegalArgumentException("A local store has single images, and " + image + " is an index");
    }

    /**
     * Lists what the store has.
     *
     * @return all names, each with its tag, sorted
     */
    public List<LocalImage> names() {
        return images.names();
    }

    /**
     * Tells what an image would be on a registry.
     *
     * @param name the name
     * @return the digest of its manifest; empty if there is no such name
     */
    public Optional<Digest> manifestDigest(LocalImage name) {
        return images.find(name).map(entry -> entry.manifest().content().digest());
    }

    /**
     * Has the next call of a method end with an error before it does anything. Called several times, the calls after
     * that end with the other errors in their order.
     *
     * @param operation which method
     * @param error what it throws
     */
    public void failNext(Operation operation, RuntimeException error) {
        errors.add(operation, error);
    }

    private void begin(Operation operation) {
        transfers.requireOpen();
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException(
                    "Interrupted in " + WHERE, OperationCancelledException.Reason.INTERRUPTED, null);
        }
        errors.check(operation);
    }

    @Override
    public Optional<StoredImage> inspect(LocalImage image) {
        begin(Operation.INSPECT);
        return images.inspect(image);
    }

    @Override
    public void tag(Digest id, LocalImage name) {
        begin(Operation.TAG);
        if (!images.tag(id, name)) {
            throw new ImageNotFoundException(id.toString(), WHERE, null, null);
        }
    }

    @Override
    public void untag(LocalImage name) {
        begin(Operation.UNTAG);
        images.untag(name);
    }

    @Override
    public Digest push(Transfer transfer, Consumer<ImageProgressStep> steps) {
        begin(Operation.PUSH);
        var image = images.find(transfer.image())
                .orElseThrow(() -> new ImageNotFoundException(transfer.image().toString(), WHERE, null, null));
        return transfers.run(() -> new StorePush(transfer, image, places, new LayerSteps(steps)).run());
    }

    @Override
    public Digest pull(Transfer transfer, Consumer<ImageProgressStep> steps) {
        begin(Operation.PULL);
        return transfers.run(() -> {
            var pulled = new StorePull(transfer, images, platform, new LayerSteps(steps)).run();
            images.add(transfer.image(), pulled.image());
            pulled.image().manifest().layers().forEach(layer -> places.add(layer.digest(), transfer.repository()));
            return pulled.digest();
        });
    }

    /** Ends transfers that are under way, with {@link OperationCancelledException}. To close twice does nothing. */
    @Override
    public void close() {
        transfers.close();
    }
}
