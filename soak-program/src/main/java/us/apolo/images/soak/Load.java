package us.apolo.images.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/** The load: one {@code Images} in a small heap, and the threads that use it. Runs in a virtual machine of its own. */
public final class Load {
    static final int SAMPLES = 10;
    static final RetryPolicy RETRIES = RetryPolicy.builder()
            .delays(Duration.ofMillis(50), Duration.ofSeconds(1))
            .build();

    /** A thread that the library needs no more is gone after ten seconds. */
    static final Duration QUIET = Duration.ofSeconds(12);

    private static final Duration TIME_LIMIT = Duration.ofMinutes(3);

    private final LoadOptions options;
    private final Credentials credentials;

    Load(LoadOptions options, Credentials credentials) {
        this.options = options;
        this.credentials = credentials;
    }

    /**
     * Runs the load.
     *
     * @param arguments as {@code LoadOptions} has them; the password comes by the standard input
     * @throws Exception if something else than an operation goes wrong
     */
    public static void main(String[] arguments) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var password = Objects.requireNonNull(in.readLine(), "the password");
        new Load(LoadOptions.read(arguments), LoadOptions.credentials(password)).run();
    }

    /** Does all operations, and writes down how they went and what the virtual machine holds at some points. */
    void run() throws IOException, InterruptedException {
        var threads = Executors.newFixedThreadPool(options.threads());
        try (var journal = Journal.open(options.journal());
                var images = images()) {
            var workers = workers(images);
            var works = Work.mixed(options.operations(), 1);
            var worked = 0L;
            for (var part = 1; part <= SAMPLES; part++) {
                var from = works.size() * (part - 1) / SAMPLES;
                var to = works.size() * part / SAMPLES;
                var start = System.nanoTime();
                work(threads, workers, works.subList(from, to), journal);
                worked += System.nanoTime() - start;
                Thread.sleep(QUIET.toMillis());
                journal.add(Sample.take(to, Duration.ofNanos(worked).toMillis()));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Images images() {
        return ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster(Fixture.CLUSTER, options.relay())
                        .organization(Fixture.ORGANIZATION)
                        .project("none")
                        .build())
                .credentials(CredentialsProvider.of(options.relay().getAuthority(), () -> credentials))
                .transport(options.transport())
                .localStore("docker-daemon")
                .localStore(LocalDockerConfig.DEFAULT.withLocation(options.engine()))
                .retries(RETRIES)
                .timeLimit(TIME_LIMIT)
                .observer(Tally.observer())
                .build();
    }

    private List<Worker> workers(Images images) {
        var direct = new DirectRegistry(options.registry(), credentials);
        var engine = new EngineImages(options.engine());
        return IntStream.range(0, options.threads())
                .mapToObj(number ->
                        new Worker(Fixture.of(number, options.relay().getAuthority()), images, direct, engine))
                .toList();
    }

    /** Each worker takes the next work when it has done one, until there is none. */
    private static void work(ExecutorService threads, List<Worker> workers, List<Work> works, Journal journal)
            throws InterruptedException {
        var left = new ConcurrentLinkedQueue<>(works);
        var tasks = workers.stream()
                .map(worker -> (Callable<Boolean>) () -> {
                    for (var work = left.poll(); work != null; work = left.poll()) {
                        journal.add(worker.run(work));
                    }
                    return true;
                })
                .toList();
        for (var task : threads.invokeAll(tasks)) {
            try {
                task.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A worker has failed, not an operation of it", e.getCause());
            }
        }
    }
}
