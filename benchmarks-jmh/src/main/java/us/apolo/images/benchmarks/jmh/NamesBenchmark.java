package us.apolo.images.benchmarks.jmh;

import com.github.dockerjava.core.NameParser;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import us.apolo.images.benchmarks.jmh.BenchmarkNames.Name;

/** Reading names, one at each call. */
public class NamesBenchmark {
    /** For JMH. */
    public NamesBenchmark() {}

    /** Names by turns. */
    private abstract static class Turns {
        private Name[] names = {};
        private int next;

        void fill(String kind) {
            names = BenchmarkNames.of(kind).toArray(Name[]::new);
        }

        final Name next() {
            var name = names[next];
            next = next + 1 == names.length ? 0 : next + 1;
            return name;
        }
    }

    /** Names of every kind. */
    @State(Scope.Thread)
    public static class EveryKind extends Turns {
        /** Which names. */
        @Param({"local", "external", "platform"})
        @SuppressWarnings("NullAway.Init")
        public String kind;

        /** For JMH. */
        public EveryKind() {}

        /** Reads the names' list. */
        @Setup
        public void fill() {
            fill(kind);
        }
    }

    /** Names that are not the platform's alone. */
    @State(Scope.Thread)
    public static class CommonKind extends Turns {
        /** Which names. */
        @Param({"local", "external"})
        @SuppressWarnings("NullAway.Init")
        public String kind;

        /** For JMH. */
        public CommonKind() {}

        /** Reads the names' list. */
        @Setup
        public void fill() {
            fill(kind);
        }
    }

    /**
     * By the library.
     *
     * @param names by turns
     * @return the image
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Fork(1)
    @Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    public Object images(EveryKind names) {
        return names.next().read();
    }

    /**
     * By docker-java, the grammar checked as the others do.
     *
     * @param names by turns
     * @return repository and tag
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Fork(1)
    @Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    public Object dockerJava(CommonKind names) {
        var parts = NameParser.parseRepositoryTag(names.next().text());
        return NameParser.resolveRepositoryName(parts.repos);
    }

    /**
     * By Jib.
     *
     * @param names by turns
     * @return the image
     * @throws InvalidImageReferenceException if Jib refuses one
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    @Fork(1)
    @Warmup(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    @Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
    public Object jib(CommonKind names) throws InvalidImageReferenceException {
        return ImageReference.parse(names.next().text());
    }
}
