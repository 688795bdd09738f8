package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RemoteImage;
import us.apolo.images.services.SampleImage;

/** A thread that is interrupted in the middle of each operation, while the registry does not answer. */
@OnEveryPair
class InterruptIT {
    private static final long PATIENCE_SECONDS = 20;

    private final RealServices services;
    private final String project = RealServices.newProject();
    private final FrontEnd front;
    private final Images images;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private List<String> namesBefore = List.of();

    InterruptIT(AdapterPair adapters, RealServices services) throws IOException {
        this.services = services;
        this.front = FrontEnd.of(services.registry().uri());
        this.images = adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("slow", front.uri())
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(CredentialsProvider.of(front.authority(), RealServices.USER, services.password()))
                .build();
    }

    @BeforeEach
    void makeImage() {
        SampleImage.of(services.engine()).layers(2, 1_000_000).seed(23).make("patient:v1");
        namesBefore = services.names();
    }

    @AfterEach
    void nothingIsLeftBehind() throws IOException {
        released.countDown();
        images.close();
        front.close();
        assertThat(services.names()).isEqualTo(namesBefore);
    }

    private interface Operation {
        void run(Images images, RemoteImage remote);
    }

    private record Case(String name, Operation operation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> operations() {
        return Stream.of(
                new Case("push", (images, remote) -> images.push(new LocalImage("patient", "v1"), remote)),
                new Case("pull", (images, remote) -> images.pull(remote, new LocalImage("pulled", "v1"))),
                new Case("digest", Images::digest),
                new Case("rm", (images, remote) -> images.rm(remote, Digest.sha256(new byte[1]))),
                new Case("list", (images, remote) -> images.list()),
                new Case("tags", (images, remote) -> images.tags(remote.withoutTag())),
                new Case("size", Images::size),
                new Case("tagInfo", Images::tagInfo),
                new Case("tagInfos", (images, remote) -> images.tagInfos(remote.withoutTag())));
    }

    private boolean stall(HttpExchange exchange, FrontEnd passing) throws IOException {
        reached.countDown();
        try {
            released.await(PATIENCE_SECONDS * 2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException("The front end was closed", e);
        }
        return FrontEnd.text(exchange, 503, "too late");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void endsAtOnceAndLeavesTheFlagSet(Case operation) throws InterruptedException {
        var remote = images.parser().remoteImage("image:patient:v1");
        front.answering(this::stall);

        assertInterrupted(() -> operation.operation().run(images, remote));
    }

    @Test
    void inTheMiddleOfTheLayersOfAPush() throws InterruptedException {
        front.answering((exchange, passing) -> exchange.getRequestMethod().equals("PATCH") && stall(exchange, passing));

        assertInterrupted(() -> images.push(new LocalImage("patient", "v1")));
    }

    @Test
    void inTheMiddleOfTheLayersOfAPull() throws InterruptedException {
        images.push(new LocalImage("patient", "v1"));
        services.engine().remove("patient:v1");
        namesBefore = services.names();
        front.answering((exchange, passing) ->
                exchange.getRequestURI().getPath().contains("/blobs/") && stall(exchange, passing));

        assertInterrupted(() -> images.pull(images.parser().remoteImage("image:patient:v1")));
    }

    private void assertInterrupted(Runnable work) throws InterruptedException {
        var thrown = new AtomicReference<@Nullable Throwable>();
        var flag = new AtomicBoolean();
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (Throwable e) {
                thrown.set(e);
            }
            flag.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        assertThat(reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("the registry was asked")
                .isTrue();
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));

        assertThat(thread.isAlive()).as("still running").isFalse();
        assertThat(thrown.get())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(flag).isTrue();
    }
}
