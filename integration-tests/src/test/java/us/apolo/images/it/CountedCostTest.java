package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/**
 * What operations cost that can be counted, and so is the same on every machine: the requests that are made, the
 * connections that are opened for them, the bytes of their bodies. A table that has to be changed on purpose.
 */
@ParameterizedClass(name = "{0}")
@EnumSource
class CountedCostTest {
    private static final int TAGS = 20;
    private static final Duration CLOSING = Duration.ofSeconds(10);
    private static final TestImage IMAGE = image(4);
    private static final TestImage HALF_OF_IT = image(2);
    private static final LocalImage LOCAL = new LocalImage("app", "v1");

    @TempDir
    Path folder = Path.of("");

    private final RegistryServer server =
            RegistryServer.builder().pageLimit(1000).start();
    private final AtomicLong sent = new AtomicLong();
    private final Transport transport;
    private final RemoteImage app = RemoteImage.newExternalImage("app", server.authority(), "v1");

    CountedCostTest(Transport transport) {
        this.transport = transport;
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static TestImage image(int layers) {
        return TestImage.builder().oci().layers(layers, 10_000).build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            operation                      | requests | connections | bytes
            digest                         |        1 |           1 |      0
            size                           |        1 |           1 |      0
            size of an index               |        2 |           1 |      0
            tagInfo                        |        1 |           1 |      0
            20 tags                        |        1 |           1 |      0
            tagInfos of 20 tags            |       21 |          16 |      0
            2500 repositories              |        3 |           1 |      0
            rm                             |        1 |           1 |      0
            rmTag                          |        2 |           1 |      0
            push, no layer there           |       17 |           8 |  48764
            push, half of the layers there |       13 |           8 |  25166
            push, all there                |        7 |           8 |    871
            pull, no layer here            |        7 |           8 |      0
            pull, half of the layers here  |        5 |           8 |      0
            pull, all here                 |        2 |           8 |      0
            """)
    void costsWhatItDid(String operation, int requests, int connections, long bytes) throws InterruptedException {
        try (var store = OciLayout.open(folder.resolve("layout"));
                var images = images(store)) {
            prepare(operation, images);
            server.forgetRequests();
            closeConnections();
            sent.set(0);

            perform(operation, images);

            assertThat(server.requests()).as("requests").hasSize(requests);
            assertThat(server.openConnections()).as("connections").isLessThanOrEqualTo(connections);
            assertThat(sent).as("bytes sent").hasValue(bytes);
        }
    }

    /** A connection is idle, and then closed, a moment after its answer has come. */
    private void closeConnections() throws InterruptedException {
        var end = System.nanoTime() + CLOSING.toNanos();
        do {
            server.closeIdleConnections();
            Thread.sleep(5);
        } while (server.openConnections() > 0 && System.nanoTime() < end);
    }

    private Images images(OciLayout store) {
        return ApoloImages.builder()
                .config(ApoloConfig.builder().cluster("default", server.uri()).build())
                .transport(transport.provider().create(HttpTransportConfig.DEFAULT))
                .localStore(store)
                .observer(operation -> new OperationListener() {
                    @Override
                    public void requestEnded(RequestEnd request) {
                        sent.addAndGet(request.bytesSent());
                    }
                })
                .build();
    }

    private void prepare(String operation, Images images) {
        switch (operation) {
            case "size of an index" -> server.put("app", "v1", TestImage.index(IMAGE));
            case "20 tags", "tagInfos of 20 tags" -> {
                IntStream.range(0, TAGS).forEach(i -> server.put("app", "v" + i, IMAGE));
                assertThat(images.tags(app.withoutTag())).hasSize(TAGS);
            }
            case "2500 repositories" -> {
                IntStream.range(0, 2500).forEach(i -> server.put("team/app-" + i, "v1", IMAGE));
                assertThat(images.list()).hasSize(2500);
            }
            case "push, no layer there" -> fill(images, IMAGE);
            case "push, half of the layers there" -> {
                fill(images, IMAGE);
                server.put("app", "half", HALF_OF_IT);
            }
            case "push, all there" -> {
                fill(images, IMAGE);
                server.put("app", "same", IMAGE);
            }
            case "pull, half of the layers here" -> {
                fill(images, HALF_OF_IT);
                server.put("app", "v1", IMAGE);
            }
            case "pull, all here" -> {
                fill(images, IMAGE);
                server.put("app", "v1", IMAGE);
            }
            default -> server.put("app", "v1", IMAGE);
        }
    }

    /** Gets an image into the folder, from a registry that nothing is counted at. */
    private static void fill(Images images, TestImage image) {
        try (var elsewhere = RegistryServer.start()) {
            elsewhere.put("app", "v1", image);
            images.pull(RemoteImage.newExternalImage("app", elsewhere.authority(), "v1"), LOCAL);
        }
    }

    private void perform(String operation, Images images) {
        switch (operation) {
            case "digest" -> assertThat(images.digest(app)).isEqualTo(IMAGE.digest());
            case "size", "size of an index" -> assertThat(images.size(app)).isEqualTo(IMAGE.size());
            case "tagInfo" -> assertThat(images.tagInfo(app).size()).isEqualTo(IMAGE.size());
            case "20 tags" -> assertThat(images.tags(app.withoutTag())).hasSize(TAGS);
            case "tagInfos of 20 tags" ->
                assertThat(images.tagInfos(app.withoutTag())).hasSize(TAGS);
            case "2500 repositories" -> assertThat(images.list()).hasSize(2500);
            case "rm" -> assertThat(images.rm(app, IMAGE.digest())).isEqualTo(IMAGE.digest());
            case "rmTag" -> assertThat(images.rmTag(app)).isEqualTo(IMAGE.digest());
            default -> {
                if (operation.startsWith("push")) {
                    images.push(LOCAL, app);
                } else {
                    images.pull(app, LOCAL);
                }
            }
        }
    }
}
