package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.PushResponseItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EngineStreamTest {
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @Test
    void aReaderThatDiesWithoutAWordIsNoticed() throws Exception {
        // So it is when docker-java lacks a class: it reports exceptions, and this is an error.
        var reader = new Thread(() -> {});
        reader.start();
        reader.join();
        var stream = new EngineStream<PushResponseItem>(() -> Optional.of(reader));
        assertThatThrownBy(stream::next)
                .isInstanceOf(EngineStream.BrokenException.class)
                .hasMessageContaining("died");
        assertThat(stream.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void whatCameBeforeAFailureIsGivenOutFirst() throws Exception {
        var stream = new EngineStream<PushResponseItem>(Optional::empty);
        var item = new PushResponseItem();
        stream.onNext(item);
        stream.onError(new IOException("broken"));
        stream.onComplete();
        assertThat(stream.next()).containsSame(item);
        assertThatThrownBy(stream::next)
                .isInstanceOf(EngineStream.BrokenException.class)
                .hasMessage("broken");
    }

    @Test
    void aReaderThatDoesNotEndIsNotWaitedForForEver() {
        var stream = new EngineStream<PushResponseItem>(Optional::empty);
        assertThat(stream.awaitEnd(Duration.ofMillis(20))).isFalse();
        stream.onComplete();
        assertThat(stream.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void anInterruptIsKeptWhileWaitingForTheEnd() {
        var stream = new EngineStream<PushResponseItem>(Optional::empty);
        Thread.currentThread().interrupt();
        assertThat(stream.awaitEnd(Duration.ofMillis(20))).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void anAbandonedStreamTakesNothingMore() {
        var stream = new EngineStream<PushResponseItem>(Optional::empty);
        stream.close();
        assertThatThrownBy(() -> stream.onNext(new PushResponseItem())).isInstanceOf(CancellationException.class);
    }
}
