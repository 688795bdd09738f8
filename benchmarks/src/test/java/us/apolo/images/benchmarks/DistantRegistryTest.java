package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DistantRegistryTest {
    private static final int BYTES = 1 << 20;
    private static final Duration ROUND_TRIP = Duration.ofMillis(60);

    private ServerSocket echo;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var unused = CompletableFuture.runAsync(this::echo);
    }

    @AfterEach
    void stop() throws IOException {
        echo.close();
    }

    /** Sends back what comes, until the other side has said all. */
    private void echo() {
        try (var visitor = echo.accept()) {
            visitor.getInputStream().transferTo(visitor.getOutputStream());
            visitor.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + echo.getLocalPort());
    }

    private static Socket connect(DistantRegistry distant) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), distant.uri().getPort());
    }

    @Test
    void everyByteComesThroughAndSoDoesTheEnd() throws Exception {
        var sent = new byte[BYTES];
        new SplittableRandom(1).nextBytes(sent);
        try (var distant = DistantRegistry.of(uri(), ROUND_TRIP, 0);
                var socket = connect(distant)) {
            var back = CompletableFuture.supplyAsync(() -> readAll(socket));
            socket.getOutputStream().write(sent);
            socket.shutdownOutput();

            assertThat(back.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
        }
    }

    @Test
    void theFirstAnswerTakesTheRoundTripOfTheConnectionAndOneMore() throws Exception {
        try (var distant = DistantRegistry.of(uri(), ROUND_TRIP, 0);
                var socket = connect(distant)) {
            var start = System.nanoTime();
            socket.getOutputStream().write(1);
            assertThat(socket.getInputStream().read()).isEqualTo(1);
            var first = System.nanoTime();
            socket.getOutputStream().write(2);
            assertThat(socket.getInputStream().read()).isEqualTo(2);
            var second = System.nanoTime();

            // Never earlier; how much later depends on what else the machine does.
            assertThat(first - start).isGreaterThan(ROUND_TRIP.toNanos() * 3 / 2);
            assertThat(second - first).isGreaterThanOrEqualTo(ROUND_TRIP.toNanos());
        }
    }

    @Test
    void noMoreComesThroughThanTheLineAllows() throws Exception {
        var start = System.nanoTime();
        try (var distant = DistantRegistry.of(uri(), Duration.ZERO, 4L * BYTES);
                var socket = connect(distant)) {
            var back = CompletableFuture.supplyAsync(() -> readAll(socket));
            socket.getOutputStream().write(new byte[BYTES]);
            socket.shutdownOutput();

            assertThat(back.get(30, TimeUnit.SECONDS)).hasSize(BYTES);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(250));
        }
    }

    private static byte[] readAll(Socket socket) {
        try {
            return socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
