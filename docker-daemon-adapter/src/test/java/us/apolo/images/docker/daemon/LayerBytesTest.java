package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.engine.LayerProgress.Bytes;

class LayerBytesTest {
    private static Bytes counted(String detail) {
        var json = "{\"id\":\"ab\",\"status\":\"Pushing\",\"progressDetail\":{" + detail + "}}";
        try (var items = EngineObjects.items(
                new PartialInput(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))))) {
            return LayerBytes.of(Objects.requireNonNull(items.nextValue()));
        }
    }

    private static Bytes of(long current, long total) {
        return new Bytes(OptionalLong.of(current), OptionalLong.of(total));
    }

    @Test
    void bytesAreCounted() {
        assertThat(counted("\"current\":5,\"total\":10")).isEqualTo(of(5, 10));
        assertThat(counted("")).isEqualTo(Bytes.NONE);
    }

    @Test
    void aZeroThatIsLeftOutIsAZero() {
        assertThat(counted("\"total\":700")).isEqualTo(of(0, 700));
    }

    @Test
    void aTotalThatIsNotKnownIsLeftOut() {
        var expected = new Bytes(OptionalLong.of(9), OptionalLong.empty());
        assertThat(counted("\"current\":9")).isEqualTo(expected);
        assertThat(counted("\"current\":9,\"total\":-1")).isEqualTo(expected);
    }

    @Test
    void secondsAreNotBytes() {
        assertThat(counted("\"current\":7,\"units\":\"s\"")).isEqualTo(Bytes.NONE);
        assertThat(counted("\"current\":7,\"total\":9,\"units\":\"s\"")).isEqualTo(Bytes.NONE);
    }
}
