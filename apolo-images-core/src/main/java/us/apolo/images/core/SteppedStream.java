package us.apolo.images.core;

import java.util.ArrayList;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stream each step of which is an operation: it can be interrupted, and closing the {@code Images} ends it. What the
 * reader does with an element is no part of that.
 */
final class SteppedStream<T> extends Spliterators.AbstractSpliterator<T> {
    private final String name;
    private final Spliterator<T> source;
    private final Operations operations;

    private SteppedStream(String name, Spliterator<T> source, Operations operations) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.name = name;
        this.source = source;
        this.operations = operations;
    }

    static <T> Stream<T> of(String name, Stream<T> source, Operations operations) {
        var steps = new SteppedStream<>(name, source.spliterator(), operations);
        return StreamSupport.stream(steps, false).onClose(source::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> reader) {
        var step = new ArrayList<T>(1);
        var more = operations.run(name, () -> source.tryAdvance(step::add));
        step.forEach(reader);
        return more;
    }
}
