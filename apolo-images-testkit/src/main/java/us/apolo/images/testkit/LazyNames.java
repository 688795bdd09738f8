package us.apolo.images.testkit;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A list that is asked for when it is read, and can be ended between any two names. */
final class LazyNames implements Iterator<String> {
    private final Supplier<List<String>> source;
    private final Runnable check;
    private @Nullable Iterator<String> names;

    LazyNames(Supplier<List<String>> source, Runnable check) {
        this.source = source;
        this.check = check;
    }

    Stream<String> stream() {
        var characteristics = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, characteristics), false);
    }

    @Override
    public boolean hasNext() {
        check.run();
        return names().hasNext();
    }

    @Override
    public String next() {
        return names().next();
    }

    private Iterator<String> names() {
        if (names == null) {
            names = source.get().iterator();
        }
        return names;
    }
}
