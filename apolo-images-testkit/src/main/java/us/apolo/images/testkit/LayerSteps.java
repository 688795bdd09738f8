package us.apolo.images.testkit;

import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.port.Descriptor;

/** Tells the consumer of a transfer how its layers get on, on the transfer's thread alone. */
final class LayerSteps {
    private static final int ID_LENGTH = 12;
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private final Consumer<ImageProgressStep> consumer;
    private final Thread thread = Thread.currentThread();
    private @Nullable RuntimeException failure;

    LayerSteps(Consumer<ImageProgressStep> consumer) {
        this.consumer = consumer;
    }

    void waiting(Descriptor layer, String message) {
        tell(layer.digest(), message, LayerStatus.WAITING, UNKNOWN, UNKNOWN);
    }

    void exists(Descriptor layer, String message) {
        tell(layer.digest(), message, LayerStatus.EXISTS, UNKNOWN, UNKNOWN);
    }

    void transferring(Descriptor layer, String message, long current) {
        // A transport may read a body on a thread of its own; the consumer is not to be told there.
        if (Thread.currentThread() == thread) {
            tell(layer.digest(), message, LayerStatus.TRANSFERRING, bytes(current), bytes(layer.size()));
        }
    }

    void verifying(Descriptor layer, String message) {
        tell(layer.digest(), message, LayerStatus.VERIFYING, bytes(layer.size()), bytes(layer.size()));
    }

    void done(Descriptor layer, String message) {
        tell(layer.digest(), message, LayerStatus.DONE, bytes(layer.size()), bytes(layer.size()));
    }

    private static OptionalLong bytes(long number) {
        return OptionalLong.of(number);
    }

    private void tell(Digest layer, String message, LayerStatus status, OptionalLong current, OptionalLong total) {
        var id = layer.encoded().substring(0, ID_LENGTH);
        try {
            consumer.accept(new ImageProgressStep(id, message, status, current, total));
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    /** What the consumer threw, which ends the transfer whatever else came of it; does nothing if it threw nothing. */
    void rethrow() {
        if (failure != null) {
            throw failure;
        }
    }
}
