package us.apolo.images.core.operation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import us.apolo.images.observation.ImagesObserver;

/** Keeps what an observer and its listeners throw away from operations, and tells it once. */
final class ListenerGuard {
    private static final System.Logger LOG = System.getLogger(ListenerGuard.class.getName());

    private final ImagesObserver observer;
    private final AtomicBoolean told = new AtomicBoolean();

    ListenerGuard(ImagesObserver observer) {
        this.observer = observer;
    }

    void run(Runnable call) {
        var unused = get(() -> {
            call.run();
            return true;
        });
    }

    /** What it gives; empty if it throws instead. */
    <T> Optional<T> get(Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (RuntimeException | LinkageError e) {
            if (told.compareAndSet(false, true)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "An observer failed, which breaks nothing: "
                                + observer.getClass().getName() + ". What it throws from now on is not told any more.",
                        e);
            }
            return Optional.empty();
        }
    }
}
