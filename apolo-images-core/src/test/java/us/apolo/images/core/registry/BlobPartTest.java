package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpBody;

class BlobPartTest {
    private final AtomicInteger open = new AtomicInteger();

    /** Counts the streams that nobody has closed. */
    private final HttpBody content = new HttpBody() {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(10);
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() {
            open.incrementAndGet();
            return new ByteArrayInputStream("0123456789".getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        }
    };

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aPartIsReadFromItsStartToItsEnd() throws IOException {
        var part = new BlobPart(content, 3, 7);

        try (var in = part.open()) {
            assertThat(read(in)).isEqualTo("3456");
            assertThat(in.read()).isEqualTo(-1);
            assertThat(in.read(new byte[1])).isEqualTo(-1);
            assertThat(in.read(new byte[0])).isZero();
        }

        assertThat(part.length()).hasValue(4);
        assertThat(part.replayable()).isTrue();
        assertThat(part.isAll()).isFalse();
        assertThat(new BlobPart(content, 0, 10).isAll()).isTrue();
        assertThat(open).hasValue(0);
    }

    @Test
    void aPartIsReadByteByByteAndSkippedWithinItsEnd() throws IOException {
        try (var in = new BlobPart(content, 3, 7).open()) {
            assertThat(in.available()).isEqualTo(4);
            assertThat(in.read()).isEqualTo('3');
            assertThat(in.skip(2)).isEqualTo(2);
            assertThat(in.markSupported()).isFalse();
            assertThat(in.read()).isEqualTo('6');
            assertThat(in.skip(5)).isZero();
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void contentThatHasBecomeShorterIsAnErrorAndIsClosed() {
        assertThatThrownBy(() -> new BlobPart(content, 11, 12).open()).isInstanceOf(EOFException.class);

        assertThat(open).hasValue(0);
    }
}
