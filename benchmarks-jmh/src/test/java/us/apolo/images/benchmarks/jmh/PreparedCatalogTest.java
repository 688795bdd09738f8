package us.apolo.images.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import us.apolo.images.RemoteImage;

class PreparedCatalogTest {
    static final Iterable<String> TRANSPORTS = Transports.NAMES;

    private static final int NAMES = 25_000;

    @ParameterizedTest
    @FieldSource("TRANSPORTS")
    void theLibraryAndTheBareRequestsReadTheSameNames(String transport) throws IOException {
        var wanted = IntStream.range(0, NAMES).mapToObj(PreparedCatalog::name).toList();
        var carrier = Transports.open(transport);
        try (var catalog = PreparedCatalog.start(NAMES);
                var images = Transports.images(carrier, catalog.uri())) {
            var bare = new BareRequests(carrier, catalog.uri());
            var names = new ArrayList<String>();

            assertThat(bare.names(names::add)).isEqualTo(NAMES);
            assertThat(names).isEqualTo(wanted);
            assertThat(bare.pages()).isGreaterThan(NAMES * 20L);
            assertThat(images.list())
                    .extracting(RemoteImage::asDockerUrl)
                    .isEqualTo(wanted.stream()
                            .map(name -> catalog.uri().getAuthority() + "/" + name)
                            .toList());
        }
    }
}
