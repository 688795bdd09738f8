package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.Attempt;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RecordedRequest;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** A registry that fails for a while, over each transport: what passes is not seen, and what does not is told whole. */
@Tag("long")
@ParameterizedClass
@EnumSource
class RetriesTest {
    private static final TestImage IMAGE = TestImage.builder().layers(2, 1_000).build();
    private static final int TAGS = 40;
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .delays(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();

    private final RegistryServer server = RegistryServer.start();
    private final HttpTransport transport;
    private final Images images;
    private final RemoteImage remote = RemoteImage.newExternalImage("team/app", server.authority(), "v1");

    RetriesTest(Transport kind) {
        transport = kind.provider()
                .create(HttpTransportConfig.DEFAULT.withTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(2)));
        images = images(QUICK);
        server.put("team/app", "v1", IMAGE);
        IntStream.range(0, TAGS).forEach(i -> server.put("team/app", "tag-" + i, IMAGE));
    }

    private Images images(RetryPolicy policy) {
        return ApoloImages.builder()
                .transport(transport)
                .localStore(new InMemoryStore())
                .retries(policy)
                .build();
    }

    @AfterEach
    void close() {
        images.close();
        transport.close();
        server.close();
    }

    private record Call(String name, Function<Operands, Object> work) {
        @Override
        public String toString() {
            return name;
        }
    }

    private record Operands(Images images, RemoteImage remote) {}

    private record Trouble(String name, Fault fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Call> calls() {
        return List.of(
                new Call("digest", it -> it.images.digest(it.remote)),
                new Call("size", it -> it.images.size(it.remote)),
                new Call("tagInfo", it -> it.images.tagInfo(it.remote)),
                new Call("tagInfos", it -> it.images.tagInfos(it.remote.withoutTag())),
                new Call("tags", it -> it.images.tags(it.remote.withoutTag())),
                new Call("rm", it -> it.images.rm(it.remote, IMAGE.digest())));
    }

    private static List<Trouble> passing() {
        return List.of(
                new Trouble("408", Fault.status(408)),
                new Trouble("429", Fault.status(429).body("slow down")),
                new Trouble("500", Fault.status(500)),
                new Trouble("502", Fault.status(502).body("<html>Bad Gateway</html>")),
                new Trouble("503", Fault.status(503).header("Retry-After", "0")),
                new Trouble("504", Fault.status(504)),
                new Trouble("a reset before the answer", Fault.cut()),
                new Trouble("a registry that does not answer", Fault.stall()),
                new Trouble("something that is not HTTP", Fault.garbage()));
    }

    static Stream<Arguments> callsAndTroubles() {
        return calls().stream().flatMap(call -> passing().stream().map(trouble -> Arguments.of(call, trouble)));
    }

    @ParameterizedTest(name = "{0} through {1}")
    @MethodSource("callsAndTroubles")
    void whatPassesIsNotSeen(Call call, Trouble trouble) {
        server.fail(trouble.fault.times(2));

        assertThat(call.work.apply(new Operands(images, remote))).isNotNull();
        assertThat(server.requests()).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatDoesNotPassIsToldWithAllAttempts(Call call) {
        server.fail(Fault.status(502));

        assertThatThrownBy(() -> call.work.apply(new Operands(images, remote)))
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.attempts())
                                .extracting(Attempt::status)
                                .containsExactly(502, 502, 502, 502))
                .hasMessageContaining("after 4 attempts in ");
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void withoutRetriesEveryFailureIsSeen(Call call) {
        server.fail(Fault.status(503).times(1));
        try (var once = images(RetryPolicy.NONE)) {
            assertThatThrownBy(() -> call.work.apply(new Operands(once, remote)))
                    .isInstanceOf(RegistryUnavailableException.class);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aManifestThatBreaksOffIsFetchedAgain() {
        server.fail(Fault.cutBody(10).times(2));

        assertThat(images.size(remote)).isEqualTo(IMAGE.size());
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aListThatBreaksOffGoesOnWhereItWas() {
        var whole = images.tags(remote.withoutTag());
        server.fail(Fault.cutBody(200).times(1));
        server.fail(Fault.cutBody(20).times(1));

        assertThat(images.tags(remote.withoutTag())).isEqualTo(whole).hasSize(TAGS + 1);
    }

    @Test
    void aManifestThatIsWholeAndIsNoneIsFinal() {
        server.fail(Fault.status(200)
                .header("Content-Type", "application/vnd.oci.image.manifest.v1+json")
                .body("{\"schemaVersion\": 2, \"layers\": ["));

        assertThatThrownBy(() -> images.size(remote)).isInstanceOf(RegistryProtocolException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whatIsMissingIsNotLookedForAgain() {
        assertThatThrownBy(() -> images.rm(remote, new Digest("sha256", "0".repeat(64))))
                .isInstanceOf(ImageNotFoundException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void secondsAreWaited() {
        server.fail(Fault.status(429).header("Retry-After", "1").times(1));
        var begin = System.nanoTime();

        assertThat(images.digest(remote)).isEqualTo(IMAGE.digest());

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aDateIsWaitedFor() {
        var moment = Instant.now().plusSeconds(2);
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
        server.fail(Fault.status(429).header("Retry-After", date).times(1));

        assertThat(images.digest(remote)).isEqualTo(IMAGE.digest());

        assertThat(Instant.now()).isAfterOrEqualTo(moment.minusSeconds(1));
    }

    @Test
    void whoeverWantsAnHourOfPatienceGetsAnErrorAtOnceThatSaysSo() {
        server.fail(Fault.status(429).header("Retry-After", "3600"));

        assertThatThrownBy(() -> images.digest(remote))
                .isInstanceOfSatisfying(
                        RateLimitedException.class,
                        e -> assertThat(e.retryAt().orElseThrow())
                                .isAfter(Instant.now().plusSeconds(3000)));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aPushOfAStoreWithoutAnEngineIsDoneWithoutAnyCallFourTimesFour() {
        server.fail(Fault.status(503).onMethod("PUT").onPath("/v2/.+/manifests/.*"));
        var store = new InMemoryStore();
        var local = new LocalImage("app", "v1");
        store.add(local, TestImage.builder().layers(1, 500).build());
        try (var pushing = ApoloImages.builder()
                .transport(transport)
                .localStore(store)
                .retries(QUICK)
                .build()) {
            assertThatThrownBy(() -> pushing.push(local, remote.withTag("pushed")))
                    .isInstanceOfSatisfying(
                            ImagesException.class, e -> assertThat(e.attempts()).hasSize(4));
        }
        assertThat(server.requests().stream()
                        .map(RecordedRequest::method)
                        .filter("PUT"::equals)
                        .count())
                .as("the blobs of the image, and four attempts at its manifest")
                .isLessThanOrEqualTo(8);
    }
}
