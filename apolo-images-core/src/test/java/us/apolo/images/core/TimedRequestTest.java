package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Images;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** What metrics say of a request that was ended from outside: a transport knows an interrupt alone. */
@Timeout(30)
class TimedRequestTest {
    private final List<String> outcomes = new CopyOnWriteArrayList<>();
    private final CountDownLatch asked = new CountDownLatch(1);

    /** Never answers. */
    private final class Silence implements HttpTransport {
        @Override
        public HttpResponse exchange(HttpRequest request) throws IOException {
            asked.countDown();
            try {
                Thread.sleep(Duration.ofDays(1).toMillis());
                throw new IOException("A day has passed");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The thread was interrupted");
            }
        }

        @Override
        public void close() {}
    }

    private ApoloImages.Builder builder() {
        return ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("default", URI.create("https://registry.example.org"))
                        .build())
                .transport(new Silence())
                .localStore(new MemoryStore(new MemoryRegistry()))
                .observer(operation -> new OperationListener() {
                    @Override
                    public void requestEnded(RequestEnd request) {
                        outcomes.add(request.outcome());
                    }
                });
    }

    private static void assertEnded(Images images) {
        assertThatThrownBy(images::list).isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void theTimeLimitOfTheOperationIsATimeout() {
        // Long enough for the request to have begun, however busy the machine is.
        try (var images = builder().timeLimit(Duration.ofSeconds(2)).build()) {
            assertEnded(images);
        }
        assertThat(outcomes).containsExactly("timeout");
    }

    @Test
    void anInterruptIsNone() {
        try (var images = builder().timeLimit(Duration.ofDays(1)).build()) {
            var caller = Caller.start(images::list);
            Caller.await(asked);
            caller.interrupt();
            assertThat(caller.join().failure()).isInstanceOf(OperationCancelledException.class);
        }
        assertThat(outcomes).containsExactly("cancelled");
    }
}
