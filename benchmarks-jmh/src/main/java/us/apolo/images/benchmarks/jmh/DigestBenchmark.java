package us.apolo.images.benchmarks.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.RemoteImage;

/** One digest of a registry on loopback, by the library and by its transport alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init")
public class DigestBenchmark {
    /** Which transport carries the request. */
    @Param({"okhttp", "apache"})
    public String transport;

    private ServerProcess server;
    private Images images;
    private BareRequests bare;
    private RemoteImage image;

    /** For JMH. */
    public DigestBenchmark() {}

    /**
     * Starts the registry.
     *
     * @throws IOException if it does not start
     */
    @Setup(Level.Trial)
    public void start() throws IOException {
        server = ServerProcess.start("kit", 0);
        var carrier = Transports.open(transport);
        images = Transports.images(carrier, server.uri());
        bare = new BareRequests(carrier, server.uri());
        image = images.parser().remoteImage("image:/ml/app:" + BenchmarkServer.TAG);
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void end() {
        images.close();
        server.close();
    }

    /**
     * By the library.
     *
     * @return the digest
     */
    @Benchmark
    public Digest images() {
        return images.digest(image);
    }

    /**
     * By the transport alone.
     *
     * @return the digest as the registry wrote it
     * @throws IOException if the registry does not answer
     */
    @Benchmark
    public String bare() throws IOException {
        return bare.digest();
    }
}
