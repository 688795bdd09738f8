package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.services.SampleImage;

/**
 * A future that is cancelled and a time limit that is over, while the registry does not answer: the thread, the command
 * or connection to the engine, and the temporary name are gone.
 */
@OnEveryPair
class CancelIT {
    private static final long PATIENCE_SECONDS = 30;
    private static final LocalImage LOCAL = new LocalImage("endless", "v1");

    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final FrontEnd front;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private List<String> namesBefore = List.of();

    CancelIT(AdapterPair adapters, RealServices services) throws IOException {
        this.adapters = adapters;
        this.services = services;
        this.front = FrontEnd.of(services.registry().uri());
    }

    @BeforeEach
    void makeImage() {
        SampleImage.of(services.engine()).layers(2, 1_000_000).seed(57).make("endless:v1");
        namesBefore = services.names();
    }

    @AfterEach
    void letTheRegistryGo() throws IOException {
        released.countDown();
        front.close();
    }

    private ApoloImages.Builder builder() {
        return adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("endless", front.uri())
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(CredentialsProvider.of(front.authority(), RealServices.USER, services.password()));
    }

    private boolean stall(HttpExchange exchange) throws IOException {
        reached.countDown();
        try {
            released.await(PATIENCE_SECONDS * 4, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException("The front end was closed", e);
        }
        return FrontEnd.text(exchange, 503, "too late");
    }

    private static void awaitTrue(String what, BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    /** Commands that this test's Java virtual machine has started. */
    private static long commands() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .command()
                        .map(command -> Path.of(command).endsWith("docker"))
                        .orElse(false))
                .count();
    }

    /** Connections to the engine, as the kernel lists them: state 3 is connected, and the engine's end has its path. */
    private long engineConnections() {
        var path = services.engine().host().replaceFirst("^unix://", "");
        try (var sockets = Files.lines(Path.of("/proc/net/unix"))) {
            return sockets.map(line -> line.trim().split("\\s+"))
                    .filter(line -> line.length == 8 && line[5].equals("03") && line[7].equals(path))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> List.of(stack).stream()
                        .anyMatch(frame -> frame.getClassName().endsWith("ImagesService")))
                .count();
    }

    /** Everything that an operation holds is given back, though the registry still does not answer. */
    private void assertNothingIsLeft() throws InterruptedException {
        awaitTrue("the thread is free", () -> workers() == 0);
        awaitTrue("the command has ended", () -> commands() == 0);
        awaitTrue("the connection to the engine is closed", () -> engineConnections() == 0);
        assertThat(services.names()).as("the name is put back").isEqualTo(namesBefore);
    }

    @Test
    void aFutureThatIsCancelledInTheMiddleOfAPush() throws InterruptedException {
        front.answering((exchange, passing) -> exchange.getRequestMethod().equals("PATCH") && stall(exchange));
        try (Images images = builder().build()) {
            var future = images.async().push(LOCAL);
            assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(engineConnections()).isPositive();
            assertThat(commands() > 0).isEqualTo(!adapters.tellsBytes());

            future.cancel(true);

            assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
            assertNothingIsLeft();
        }
    }

    @Test
    void aFutureThatIsCancelledWhileTheRegistryDoesNotAnswer() throws InterruptedException {
        front.answering((exchange, passing) -> stall(exchange));
        try (Images images = builder().build()) {
            var future = images.async().digest(images.parser().remoteImage("image:endless:v1"));
            assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

            future.cancel(true);

            assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
            assertNothingIsLeft();
        }
    }

    @Test
    void aTimeLimitInTheMiddleOfAPush() throws InterruptedException {
        front.answering((exchange, passing) -> exchange.getRequestMethod().equals("PATCH") && stall(exchange));
        try (Images images = builder().timeLimit(Duration.ofSeconds(5)).build()) {
            assertThatThrownBy(() -> images.push(LOCAL))
                    .isInstanceOfSatisfying(
                            OperationCancelledException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TIME_LIMIT))
                    .hasMessageContaining("the time limit of 5.0 s");

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertNothingIsLeft();
        }
    }

    @Test
    void aTimeLimitWhileTheRegistryDoesNotAnswer() throws InterruptedException {
        front.answering((exchange, passing) -> stall(exchange));
        try (Images images = builder().timeLimit(Duration.ofSeconds(1)).build()) {
            assertThatThrownBy(images::list)
                    .isInstanceOfSatisfying(
                            OperationCancelledException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.TIME_LIMIT));

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertNothingIsLeft();
        }
    }
}
