package us.apolo.images.core;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import us.apolo.images.core.operation.Observation;

/**
 * A stream each step of which is an operation: it can be interrupted, and closing the {@code Images} ends it. What the
 * reader does with an element is no part of that. For those who observe, the stream is one operation.
 */
final class SteppedStream<T> extends Spliterators.AbstractSpliterator<T> {
    private final Spliterator<T> source;
    private final Operations operations;
    private final Observation observation;

    private SteppedStream(Spliterator<T> source, Operations operations, Observation observation) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.source = source;
        this.operations = operations;
        this.observation = observation;
    }

    static <T> Stream<T> of(Stream<T> source, Operations operations, Observation observation) {
        var steps = new SteppedStream<>(source.spliterator(), operations, observation);
        return StreamSupport.stream(steps, false)
                .onClose(source::close)
                .onClose(() -> observation.ended(Optional.empty()));
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> reader) {
        var step = new ArrayList<T>(1);
        var more = observation.step(() -> operations.run(observation, () -> source.tryAdvance(step::add)));
        if (!more) {
            observation.ended(Optional.empty());
        }
        step.forEach(reader);
        return more;
    }
}
