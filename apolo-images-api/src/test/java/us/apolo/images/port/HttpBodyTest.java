package us.apolo.images.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpBodyTest {
    private static final int LARGE = 100_000;

    private final AtomicInteger closed = new AtomicInteger();

    private HttpBody body(OptionalLong length, byte[] content) {
        return new HttpBody() {
            @Override
            public OptionalLong length() {
                return length;
            }

            @Override
            public boolean replayable() {
                return true;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(content) {
                    @Override
                    public void close() {
                        closed.incrementAndGet();
                    }
                };
            }
        };
    }

    @Test
    void bytesInMemoryAreWrittenAsTheyAre() throws IOException {
        var out = new ByteArrayOutputStream();
        var body = HttpBody.of("the bytes".getBytes(UTF_8));
        body.writeTo(out);
        body.writeTo(out);
        assertThat(out).hasToString("the bytesthe bytes");
        assertThat(body.replayable()).isTrue();
        assertThat(body.length()).hasValue(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16 * 1024, 16 * 1024 + 1, LARGE})
    void aBodyIsWrittenToItsEndAndClosed(int length) throws IOException {
        for (var told : new OptionalLong[] {OptionalLong.empty(), OptionalLong.of(length)}) {
            var out = new ByteArrayOutputStream();
            body(told, new byte[length]).writeTo(out);
            assertThat(out.size()).isEqualTo(length);
        }
        assertThat(closed).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 16 * 1024, LARGE - 1})
    void ofABodyThatIsTooLongTheLastPieceIsNotWritten(long length) {
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> body(OptionalLong.of(length), new byte[LARGE]).writeTo(out))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("more than its " + length + " bytes");
        assertThat((long) out.size()).isLessThanOrEqualTo(Math.max(0, length - 1));
        assertThat(closed).hasValue(1);
    }

    @Test
    void aBodyThatIsTooShortIsAFailure() {
        assertThatThrownBy(
                        () -> body(OptionalLong.of(LARGE + 1), new byte[LARGE]).writeTo(new ByteArrayOutputStream()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("ended after " + LARGE);
        assertThat(closed).hasValue(1);
    }

    @Test
    void anInterruptEndsItAndTheFlagStaysSet() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> body(OptionalLong.empty(), new byte[LARGE]).writeTo(new ByteArrayOutputStream()))
                    .isInstanceOf(InterruptedIOException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
