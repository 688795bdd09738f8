package us.apolo.images.core;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;

/** A local store in memory, next door to a registry in memory. An image's id is not the digest of its manifest. */
final class MemoryStore implements LocalDockerPort {
    final Calls calls = new Calls();
    final List<Transfer> transfers = new CopyOnWriteArrayList<>();
    private final MemoryRegistry registry;
    private final Map<LocalImage, Digest> names = new HashMap<>();
    private final Map<Digest, Manifest> images = new HashMap<>();
    private volatile Predicate<Optional<Credentials>> accepted = credentials -> true;
    private volatile boolean closed;
    private volatile boolean movesUnderAnyName;

    MemoryStore(MemoryRegistry registry) {
        this.registry = registry;
    }

    static LocalImage name(String text) {
        var colon = text.lastIndexOf(':');
        return new LocalImage(text.substring(0, colon), text.substring(colon + 1));
    }

    static Digest id(Manifest manifest) {
        return Digest.sha256(("id of " + manifest.content()).getBytes(StandardCharsets.UTF_8));
    }

    /** Has an image under a name with a tag. */
    synchronized Digest put(String name, Manifest image) {
        var id = id(image);
        images.put(id, image);
        names.put(name(name), id);
        return id;
    }

    synchronized Set<String> names() {
        return Set.copyOf(names.keySet().stream().map(LocalImage::toString).toList());
    }

    synchronized Optional<Digest> idOf(String name) {
        return Optional.ofNullable(names.get(name(name)));
    }

    /** What the registry accepts, as the store hears it. */
    void accept(Predicate<Optional<Credentials>> predicate) {
        accepted = predicate;
    }

    /** From now on, no image has to have its full name to be moved. */
    void moveUnderAnyName() {
        movesUnderAnyName = true;
    }

    @Override
    public boolean movesUnderAnyName() {
        return movesUnderAnyName;
    }

    boolean isClosed() {
        return closed;
    }

    private void make(String call) {
        if (closed) {
            throw new IllegalStateException("The store is closed");
        }
        calls.make(call);
    }

    @Override
    public Optional<StoredImage> inspect(LocalImage image) {
        make("inspect " + image);
        synchronized (this) {
            return Optional.ofNullable(names.get(image)).map(id -> new StoredImage(id, 1));
        }
    }

    @Override
    public void tag(Digest id, LocalImage name) {
        make("tag " + name);
        synchronized (this) {
            if (!images.containsKey(id)) {
                throw new ImageNotFoundException(id.toString(), "the store in memory", null, null);
            }
            names.put(name, id);
        }
    }

    @Override
    public void untag(LocalImage name) {
        make("untag " + name);
        synchronized (this) {
            names.remove(name);
        }
    }

    @Override
    public Digest push(Transfer transfer, Consumer<ImageProgressStep> steps) {
        begin("push ", transfer);
        var id = inspect(transfer.image()).orElseThrow(() -> missing(transfer)).id();
        var manifest = image(id);
        step(steps, LayerStatus.TRANSFERRING);
        calls.make("middle of push " + transfer.image());
        step(steps, LayerStatus.DONE);
        return registry.put(transfer.repository(), transfer.tag(), manifest);
    }

    @Override
    public Digest pull(Transfer transfer, Consumer<ImageProgressStep> steps) {
        begin("pull ", transfer);
        var manifest = registry.find(transfer.repository(), Reference.tag(transfer.tag()));
        step(steps, LayerStatus.TRANSFERRING);
        put(transfer.image().toString(), manifest);
        calls.make("middle of pull " + transfer.image());
        step(steps, LayerStatus.DONE);
        return manifest.content().digest();
    }

    private void begin(String word, Transfer transfer) {
        transfers.add(transfer);
        make(word + transfer.image());
        if (!accepted.test(transfer.credentials())) {
            throw new NotAuthenticatedException("The registry does not accept the credentials", null, null);
        }
    }

    private synchronized Manifest image(Digest id) {
        return Optional.ofNullable(images.get(id)).orElseThrow();
    }

    private static ImageNotFoundException missing(Transfer transfer) {
        return new ImageNotFoundException(transfer.image().toString(), "the store in memory", null, null);
    }

    private static void step(Consumer<ImageProgressStep> steps, LayerStatus status) {
        steps.accept(
                new ImageProgressStep("layer", status.toString(), status, OptionalLong.empty(), OptionalLong.empty()));
    }

    @Override
    public void close() {
        closed = true;
    }
}
