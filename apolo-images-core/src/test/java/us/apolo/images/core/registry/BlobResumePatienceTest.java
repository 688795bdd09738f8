package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;

/** How long an upload that breaks off is gone on with, and what ends it. */
class BlobResumePatienceTest extends UploadTest {
    @Test
    void anUploadThatGetsOnHasItsAttemptsAnew() {
        transport.script(request -> switch (request.method()) {
            case "POST" -> Answer.status(202).with("Location", "/upload");
            case "GET" ->
                Answer.status(204).with("Range", "0-" + transport.requests().size() / 2);
            case "PATCH" -> throw new SocketException("Connection reset");
            default -> Answer.status(transport.requests().size() < 3 ? 500 : 201);
        });

        write();

        assertThat(transport.lines().stream().filter(patch("/upload")::equals)).hasSize(8);
        assertThat(time.slept()).hasSize(9).allMatch(wait -> wait.compareTo(Duration.ofMillis(500)) <= 0);
    }

    @Test
    void anUploadThatDoesNotGetOnIsAnErrorWithItsAttempts() {
        transport.script(request -> switch (request.method()) {
            case "POST" -> Answer.status(202).with("Location", "/upload");
            case "GET" -> Answer.status(204).with("Range", "0-3");
            case "DELETE" -> Answer.status(204);
            default -> throw new SocketException("Connection reset");
        });

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("after 4 attempts");
        assertThat(transport.lines().stream().filter(patch("/upload")::equals)).hasSize(4);
        assertThat(transport.lines()).last().isEqualTo(delete("/upload"));
    }

    /** Otherwise only what is small could be gone on with. */
    @Test
    void theTimeThatALargeBlobTakesIsNotHeldAgainstIt() {
        plays(
                at(202, "/upload"),
                request -> {
                    time.pass(Duration.ofHours(1));
                    throw new SocketException("Connection reset");
                },
                at(204, "/upload", "0-3"),
                status(202),
                status(201));

        write();

        assertThat(transport.requests()).hasSize(5);
    }

    @Test
    void aRegistryThatIsGoneWhenItIsAskedIsTheError() {
        transport.script(request -> {
            if (request.method().equals("POST")) {
                return Answer.status(202).with("Location", "/upload");
            }
            throw new java.net.SocketException(request.method().equals("PUT") ? "first" : "gone");
        });

        assertThatThrownBy(this::write)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("gone (after 4 attempts in ")
                .satisfies(e -> assertThat(e.getSuppressed())
                        .anySatisfy(first -> assertThat(first).hasMessageContaining("first")));
        assertThat(transport.lines()).last().isEqualTo(delete("/upload"));
    }

    @Test
    void aRegistryThatWantsPatienceWhenItIsAskedIsTheError() {
        plays(at(202, "/upload"), broken(), request -> Answer.status(429).with("Retry-After", "3600"), status(204));

        assertThatThrownBy(this::write).isInstanceOf(RateLimitedException.class);
        assertThat(transport.lines()).last().isEqualTo(delete("/upload"));
    }

    @Test
    void anInterruptDuringTheWaitEndsTheUploadAtOnce() {
        plays(at(202, "/upload"), broken());
        time.onSleep(Thread.currentThread()::interrupt);

        assertThatThrownBy(this::write).isInstanceOf(OperationCancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(transport.lines()).last().isEqualTo(put("/upload"));
    }

    @Test
    void whatTheRegistryForbidsIsFinal() {
        plays(at(202, "/upload"), broken(), at(204, "/upload", "0-3"), status(403), status(204));

        assertThatThrownBy(this::write).isInstanceOf(NotAuthorizedException.class);
    }
}
