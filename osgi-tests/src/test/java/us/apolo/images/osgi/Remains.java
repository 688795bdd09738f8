package us.apolo.images.osgi;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/** What frameworks may leave behind that have stopped: class loaders, and threads that were not there before. */
final class Remains {
    /** OkHttp's and Okio's threads, and the JDK's that wait for processes, end a minute after they were last needed. */
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
    private final List<Watched> watched = new ArrayList<>();

    private record Watched(String name, WeakReference<ClassLoader> loader) {
        boolean isThere() {
            return loader.get() != null;
        }
    }

    void watch(String name, ClassLoader loader) {
        watched.add(new Watched(name, new WeakReference<>(loader)));
    }

    /** Waits until there is nothing left, or the time is over. */
    void assertNone() throws InterruptedException {
        Assertions.assertThat(watched).as("watched").isNotEmpty();
        RecordMethods.makeOthers();
        var end = System.nanoTime() + LIMIT.toNanos();
        var left = left();
        while (!left.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE.toMillis());
            left = left();
        }
        Assertions.assertThat(left).isEmpty();
    }

    private List<String> left() {
        System.gc();
        return Stream.concat(
                        watched.stream().filter(Watched::isThere).map(each -> "class loader of " + each.name()),
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> !threadsBefore.contains(thread))
                                .map(thread -> "thread " + thread))
                .toList();
    }
}
