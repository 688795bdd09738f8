package us.apolo.images.oci;

import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.port.Descriptor;

/**
 * Tells how layers get on, from any thread to the one that listens. Of a layer that moves, steps are left out where they
 * follow one another faster than anybody looks, since to wake the listener for each piece takes longer than to move it,
 * and if the listener is slower than the layer; none of the others are.
 */
final class LayerSteps {
    private static final int ID_LENGTH = 12;
    private static final int MAX_WAITING = 64;
    private static final long SELDOM_NANOS = 20_000_000;
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final Consumer<Runnable> listener;
    private final Consumer<ImageProgressStep> consumer;
    private final Set<Digest> layers;
    private final Semaphore room = new Semaphore(MAX_WAITING);

    /**
     * Makes the steps of a transfer.
     *
     * @param layers the layers; other blobs are nobody's business
     * @param listener runs things on the thread that listens, in order
     * @param consumer what is told there
     */
    LayerSteps(Iterable<Descriptor> layers, Consumer<Runnable> listener, Consumer<ImageProgressStep> consumer) {
        this.layers = StreamSupport.stream(layers.spliterator(), false)
                .map(Descriptor::digest)
                .collect(Collectors.toUnmodifiableSet());
        this.listener = listener;
        this.consumer = consumer;
    }

    void waiting(Descriptor layer, String message) {
        tell(layer, message, LayerStatus.WAITING, UNKNOWN, UNKNOWN);
    }

    void exists(Descriptor layer, String message) {
        tell(layer, message, LayerStatus.EXISTS, UNKNOWN, UNKNOWN);
    }

    void begins(Descriptor layer, String message, long current) {
        tell(layer, message, LayerStatus.TRANSFERRING, OptionalLong.of(current), OptionalLong.of(layer.size()));
    }

    /** What hears how far a layer has got, from one thread at a time. */
    LongConsumer moving(Descriptor layer, String message) {
        return layers.contains(layer.digest()) ? new Moving(layer, message) : current -> {};
    }

    private final class Moving implements LongConsumer {
        private final Descriptor layer;
        private final String message;
        private boolean begun;
        private long last;

        Moving(Descriptor layer, String message) {
            this.layer = layer;
            this.message = message;
        }

        @Override
        public void accept(long current) {
            var now = System.nanoTime();
            if ((!begun || now - last >= SELDOM_NANOS) && room.tryAcquire()) {
                begun = true;
                last = now;
                var step = step(
                        layer,
                        message,
                        LayerStatus.TRANSFERRING,
                        OptionalLong.of(current),
                        OptionalLong.of(layer.size()));
                listener.accept(() -> {
                    room.release();
                    consumer.accept(step);
                });
            }
        }
    }

    void done(Descriptor layer, String message) {
        tell(layer, message, LayerStatus.DONE, OptionalLong.of(layer.size()), OptionalLong.of(layer.size()));
    }

    private void tell(Descriptor layer, String message, LayerStatus status, OptionalLong current, OptionalLong total) {
        if (layers.contains(layer.digest())) {
            var step = step(layer, message, status, current, total);
            listener.accept(() -> consumer.accept(step));
        }
    }

    private static ImageProgressStep step(
            Descriptor layer, String message, LayerStatus status, OptionalLong current, OptionalLong total) {
        return new ImageProgressStep(layer.digest().encoded().substring(0, ID_LENGTH), message, status, current, total);
    }
}
