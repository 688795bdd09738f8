package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.Images;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagInfosFailedException;
import us.apolo.images.TagResult;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** What is asked for many tags at once, over HTTP. */
@ParameterizedClass(name = "{0}")
@EnumSource
@Timeout(120)
class BulkTest {
    private static final int CONNECTIONS = 4;
    private static final int IMAGES = 40;
    private static final int INDEXES = 20;

    private final RegistryServer server = RegistryServer.builder().pageLimit(25).start();
    private final InFlight transport;
    private final Images images;
    private final TestImage image = TestImage.builder().build();
    private final RemoteImage app;

    BulkTest(Transport kind) {
        var config = HttpTransportConfig.DEFAULT.withConnectionsPerHost(CONNECTIONS);
        transport = new InFlight(kind.provider().create(config));
        images = ApoloImages.builder()
                .transport(transport)
                .transport(config)
                .localStore(new InMemoryStore())
                .build();
        app = RemoteImage.newExternalImage("app", server.authority());
        IntStream.range(0, IMAGES).forEach(i -> server.put("app", "image-%02d".formatted(i), image));
        IntStream.range(0, INDEXES).forEach(i -> server.put("app", "index-%02d".formatted(i), TestImage.index(image)));
    }

    @AfterEach
    void close() {
        images.close();
        transport.close();
        server.close();
    }

    private Stream<String> allTags() {
        return server.tags("app").stream();
    }

    @Test
    void noMoreIsAskedForAtOnceThanThereAreConnectionsPagesAndPartsOfIndexesIncluded() {
        server.fail(Fault.delay(Duration.ofMillis(20)));

        var infos = images.tagInfos(app);

        assertThat(infos).extracting("name").containsExactlyElementsOf(allTags().toList());
        assertThat(infos).extracting("size").containsOnly(image.size());
        assertThat(transport.most()).isEqualTo(CONNECTIONS);
        assertThat(transport.now()).isZero();
        assertThat(server.openConnections()).isLessThanOrEqualTo(CONNECTIONS);
    }

    @Test
    void severalOperationsShareTheConnections() {
        server.fail(Fault.delay(Duration.ofMillis(5)));

        var lists = Stream.generate(() -> images.async().tagInfos(app)).limit(4).toList();

        assertThat(lists).extracting(CompletableFuture::join).allMatch(infos -> infos.size() == IMAGES + INDEXES);
        assertThat(server.openConnections()).isLessThanOrEqualTo(CONNECTIONS);
        assertThat(transport.now()).isZero();
    }

    @Test
    void theFailuresOfSingleTagsComeTogetherOrEachInItsPlace() {
        var other = TestImage.builder().platform(Platform.parse("linux/s390x")).build();
        server.put("app", "foreign", TestImage.index(other));
        server.fail(Fault.status(200).body("<html>").onPath("/v2/app/manifests/image-07"));
        server.fail(Fault.status(409).onPath("/v2/app/manifests/image-31"));

        assertThatThrownBy(() -> images.tagInfos(app))
                .isInstanceOfSatisfying(
                        TagInfosFailedException.class,
                        e -> assertThat(e.failures().keySet()).containsExactly("foreign", "image-07", "image-31"));

        var results = images.tagInfoResults(app);
        assertThat(results)
                .extracting(TagResult::name)
                .containsExactlyElementsOf(allTags().toList());
        assertThat(results)
                .filteredOn(TagResult.Failed.class::isInstance)
                .extracting(TagResult::name)
                .containsExactly("foreign", "image-07", "image-31");
    }

    @Test
    void aRegistryThatForbidsEverythingIsNotAskedForEverything() {
        server.fail(Fault.status(403).onPath("/v2/app/manifests/.*"));

        assertThatThrownBy(() -> images.tagInfos(app)).isInstanceOf(NotAuthorizedException.class);
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(2 * CONNECTIONS + 10);

        assertThat(images.tagInfoResults(app))
                .hasSize(IMAGES + INDEXES)
                .allSatisfy(result ->
                        assertThat(((TagResult.Failed) result).error()).isInstanceOf(NotAuthorizedException.class));
        assertThat(server.requests()).hasSizeLessThanOrEqualTo(3 * CONNECTIONS + 40);
    }

    @Test
    void aRegistryWithoutDeletionIsNotWalkedThrough() {
        try (var readOnly = RegistryServer.builder().deletion(false).start()) {
            IntStream.range(0, 100).forEach(i -> readOnly.put("app", "t" + i, image));
            var remote = RemoteImage.newExternalImage("app", readOnly.authority(), "t7");

            assertThatThrownBy(() -> images.rmTag(remote)).isInstanceOf(RegistryRefusedException.class);
            assertThatThrownBy(() -> images.rm(remote, image.digest())).isInstanceOf(RegistryRefusedException.class);

            assertThat(readOnly.requests()).hasSize(5);
            assertThat(readOnly.tags("app")).hasSize(100);
        }
    }
}
