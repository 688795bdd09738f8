package us.apolo.images.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;

class OkHttpTransportProviderTest {
    private static final Duration USUAL = Duration.ofSeconds(1);

    @Test
    void itIsFoundByItsName() {
        var provider = ServiceLoader.load(HttpTransportProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals("okhttp"))
                .findFirst()
                .orElseThrow();
        try (var transport = provider.create(HttpTransportConfig.DEFAULT)) {
            assertThat(transport).isInstanceOf(OkHttpTransport.class);
        }
    }

    @Test
    void limitsThatCannotBeKeptAreRefused() {
        for (var limit : new Duration[] {Duration.ofNanos(999_999), Duration.ofDays(25)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(limit, USUAL))
                    .withMessageContaining("connectTimeout");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> create(USUAL, limit))
                    .withMessageContaining("readTimeout");
        }
    }

    @Test
    void theLongestAndTheShortestLimitsAreKept() {
        create(Duration.ofMillis(1), Duration.ofDays(24));
        create(Duration.ofDays(24), Duration.ofMillis(1));
    }

    private static void create(Duration connect, Duration read) {
        OkHttpTransport.create(HttpTransportConfig.DEFAULT.withTimeouts(connect, read))
                .close();
    }
}
