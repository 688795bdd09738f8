package us.apolo.images.core.operation;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationKind;

/** The observers of one {@code Images}. */
public final class Observers {
    private static final AtomicLong NEXT_ID = new AtomicLong(1);

    /** What an operation on this thread is observed by, where that began on another thread. */
    private static final ThreadLocal<@Nullable Observation> HANDED_OVER = new ThreadLocal<>();

    private final List<Watch> watches;
    private final Time time;

    /**
     * Takes observers together.
     *
     * @param observers all hear of everything
     * @param time durations are measured by
     */
    public Observers(List<ImagesObserver> observers, Time time) {
        this.watches = observers.stream().map(Watch::new).toList();
        this.time = Objects.requireNonNull(time, "time");
    }

    private record Watch(ImagesObserver observer, ListenerGuard guard) {
        Watch(ImagesObserver observer) {
            this(observer, new ListenerGuard(observer));
        }

        Stream<GuardedListener> begin(Operation operation) {
            return guard.get(() -> Objects.requireNonNull(observer.operation(operation), "listener")).stream()
                    .map(listener -> new GuardedListener(listener, guard));
        }
    }

    /**
     * Begins to observe an operation, unless that was begun on another thread and handed over to this one.
     *
     * @param kind which operation
     * @param subject what it is about, as it is told; immutable
     * @return to be told what happens, and the end
     */
    public Observation begin(OperationKind kind, Object subject) {
        var begun = HANDED_OVER.get();
        if (begun != null) {
            HANDED_OVER.remove();
            return begun;
        }
        var id = NEXT_ID.getAndIncrement();
        return watches.isEmpty()
                ? new Observation(() -> new Operation(id, kind, subject.toString()), List.of(), time)
                : heard(new Operation(id, kind, subject.toString()));
    }

    private Observation heard(Operation operation) {
        return new Observation(
                () -> operation,
                watches.stream().flatMap(watch -> watch.begin(operation)).toList(),
                time);
    }

    /**
     * Does work on this thread, whose operation has been begun on another one.
     *
     * @param begun the operation that the work is about to begin
     * @param work begins it
     * @param <T> what comes of it
     * @return what came of it
     */
    public <T> T handOver(Observation begun, Supplier<T> work) {
        HANDED_OVER.set(begun);
        try {
            return work.get();
        } finally {
            HANDED_OVER.remove();
        }
    }
}
