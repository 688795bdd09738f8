package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;

/** Every way to read a stream to its end checks its digest. */
class ContentHashTest {
    private static final byte[] CONTENT = "Every byte is another. ".repeat(1000).getBytes(StandardCharsets.UTF_8);
    private static final Digest RIGHT = Digest.sha256(CONTENT);
    private static final Digest WRONG = Digest.sha256(new byte[1]);

    private interface Reader {
        void read(InputStream in) throws IOException;
    }

    private static void assertChecked(Reader reader) throws IOException {
        reader.read(ContentHash.verifying(RIGHT, new ByteArrayInputStream(CONTENT)));
        reader.read(ContentHash.verifying(RIGHT, Bodies.slow(CONTENT)));
        for (var in : new InputStream[] {new ByteArrayInputStream(CONTENT), Bodies.slow(CONTENT)}) {
            assertThatThrownBy(() -> reader.read(ContentHash.verifying(WRONG, in)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll(WRONG.toString(), RIGHT.toString());
        }
    }

    @Test
    void readingAtOnceIsChecked() throws IOException {
        assertChecked(in -> assertThat(in.readAllBytes()).isEqualTo(CONTENT));
    }

    @Test
    void transferringIsChecked() throws IOException {
        assertChecked(
                in -> assertThat(in.transferTo(OutputStream.nullOutputStream())).isEqualTo(CONTENT.length));
    }

    @Test
    void readingByteByByteIsChecked() throws IOException {
        assertChecked(in -> {
            var count = 0;
            while (in.read() >= 0) {
                count++;
            }
            assertThat(count).isEqualTo(CONTENT.length);
        });
    }

    @Test
    void skippingIsChecked() throws IOException {
        assertChecked(in -> {
            assertThat(in.read()).isEqualTo(CONTENT[0]);
            in.skipNBytes(CONTENT.length - 2L);
            assertThat(in.skip(0)).isZero();
            assertThat(in.skip(-1)).isZero();
            assertThat(in.skip(Long.MAX_VALUE)).isEqualTo(1);
            assertThat(in.read()).isEqualTo(-1);
        });
    }

    @Test
    void bytesAboveTheSignAreBytes() throws IOException {
        var content = new byte[] {(byte) 0xff, (byte) 0x80};
        var in = ContentHash.verifying(Digest.sha256(content), new ByteArrayInputStream(content));

        assertThat(in.read()).isEqualTo(255);
        assertThat(in.read()).isEqualTo(128);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void contentThatEndsTooEarlyIsWrong() {
        var in = ContentHash.verifying(RIGHT, new ByteArrayInputStream(CONTENT, 0, CONTENT.length - 1));

        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    }

    @Test
    void wrongContentStaysWrong() {
        var in = ContentHash.verifying(Digest.sha256(new byte[0]), new ByteArrayInputStream(CONTENT));

        assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }

    @Test
    void thereIsNoWayBack() {
        var in = ContentHash.verifying(RIGHT, new ByteArrayInputStream(CONTENT));

        assertThat(in.markSupported()).isFalse();
        in.mark(10);
        assertThatThrownBy(in::reset).isInstanceOf(IOException.class);
    }

    @Test
    void closingAndAvailableBytesAreThoseOfTheContent() throws IOException {
        var content = new ByteArrayInputStream(CONTENT) {
            private boolean closed;

            @Override
            public void close() {
                closed = true;
            }
        };
        var in = ContentHash.verifying(RIGHT, content);

        assertThat(in.available()).isEqualTo(CONTENT.length);
        in.close();
        assertThat(content.closed).isTrue();
    }
}
