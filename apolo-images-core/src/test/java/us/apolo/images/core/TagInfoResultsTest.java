package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.MemoryRegistry.image;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.Tag;
import us.apolo.images.TagResult;
import us.apolo.images.port.HttpTransportConfig;

class TagInfoResultsTest {
    private static final int PARALLELISM = 4;
    private static final int TAGS = 40;

    private final Setting setting =
            new Setting(builder -> builder.transport(HttpTransportConfig.DEFAULT.withConnectionsPerHost(PARALLELISM)));

    TagInfoResultsTest() {
        for (var i = 0; i < TAGS; i++) {
            setting.registry.put(REPOSITORY, "v" + i, image("app " + i, i));
        }
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private void fails(String tag, ImagesException error) {
        setting.registry.calls.on("manifest " + REPOSITORY + " " + tag, Calls.failing(() -> error));
    }

    private static RegistryUnavailableException unavailable(int status) {
        var answer = new RegistryAnswer("GET", "https://registry.example.org/v2/", status, List.of(), "");
        return new RegistryUnavailableException("It cannot answer: " + answer, answer, null);
    }

    private int asked() {
        return setting.registry.calls.madeStarting("manifest").size();
    }

    private static List<ImagesException> errors(List<TagResult> results) {
        return results.stream()
                .filter(TagResult.Failed.class::isInstance)
                .map(result -> ((TagResult.Failed) result).error())
                .toList();
    }

    static Stream<ImagesException> aTag() {
        return Stream.of(
                new RegistryProtocolException("No JSON", null, null),
                new NotAuthorizedException("A scan found something in it", null, null),
                unavailable(500));
    }

    @ParameterizedTest
    @MethodSource("aTag")
    void anErrorTakesThePlaceOfTheTagThatItConcerns(ImagesException error) {
        fails("v7", error);

        var results = setting.images.tagInfoResults(UNTAGGED);

        assertThat(results).hasSize(TAGS).extracting(TagResult::name).startsWith("v0", "v1", "v2");
        assertThat(results.get(7)).isEqualTo(new TagResult.Failed("v7", error));
        assertThat(results.get(8))
                .isEqualTo(new TagResult.Known(
                        new Tag("v8", 8), image("app 8", 8).content().digest()));
        assertThat(errors(results)).containsExactly(error);
    }

    @Test
    void aTagThatIsDeletedMeanwhileIsLeftOut() {
        setting.registry.calls.on("manifest " + REPOSITORY + " v0", () -> setting.registry.removeTag(REPOSITORY, "v0"));

        assertThat(setting.images.tagInfoResults(UNTAGGED))
                .hasSize(TAGS - 1)
                .noneMatch(tag -> tag.name().equals("v0"));
    }

    static Stream<ImagesException> theRegistry() {
        return Stream.of(
                unavailable(503),
                new RegistryUnavailableException("No connection", null, null),
                new NotAuthenticatedException("Who are you?", null, null),
                new RateLimitedException("Slow down", null, null, null));
    }

    @ParameterizedTest
    @MethodSource("theRegistry")
    void whatConcernsTheRegistryIsTheResultOfAllThatWereNotAskedForAndNothingKnownIsLost(ImagesException error) {
        var known = new CountDownLatch(PARALLELISM + 2);
        setting.registry.calls.on("manifest", () -> {
            known.countDown();
            if (known.getCount() == 0) {
                throw error;
            }
        });

        var results = setting.images.tagInfoResults(UNTAGGED);

        assertThat(results).hasSize(TAGS).extracting(TagResult::name).startsWith("v0", "v1", "v2");
        assertThat(results).filteredOn(TagResult.Known.class::isInstance).isNotEmpty();
        assertThat(errors(results)).hasSizeGreaterThan(TAGS / 2).containsOnly(error);
        assertThat(asked()).isLessThanOrEqualTo(2 * PARALLELISM + 2);
    }

    @ParameterizedTest
    @MethodSource("aTag")
    void aRegistryThatRefusesOneAfterTheOtherIsNotAskedForAllOfThem(ImagesException error) {
        setting.registry.calls.on("manifest", Calls.failing(() -> error));

        var results = setting.images.tagInfoResults(UNTAGGED);

        assertThat(errors(results)).hasSize(TAGS).containsOnly(error);
        if (error instanceof RegistryProtocolException) {
            assertThat(asked()).isEqualTo(TAGS);
        } else {
            assertThat(asked()).isBetween(16, 16 + PARALLELISM);
        }
    }

    @Test
    void manyRefusalsWithAnAnswerAmongThemAreThoseOfTags() {
        // One worker alone, so that the answers come in their order.
        try (var slow =
                new Setting(builder -> builder.transport(HttpTransportConfig.DEFAULT.withConnectionsPerHost(1)))) {
            for (var i = 0; i < TAGS; i++) {
                slow.registry.put(REPOSITORY, "v" + i, image("app " + i, i));
            }
            var turn = new AtomicInteger();
            slow.registry.calls.on("manifest", () -> {
                if (turn.incrementAndGet() % 10 != 0) {
                    throw unavailable(500);
                }
            });

            assertThat(errors(slow.images.tagInfoResults(UNTAGGED))).hasSize(TAGS * 9 / 10);
            assertThat(slow.registry.calls.madeStarting("manifest")).hasSize(TAGS);
        }
    }

    @Test
    void anInterruptIsNoResult() {
        var there = new CountDownLatch(PARALLELISM);
        setting.registry.calls.on("manifest", Calls.blocking(there));
        var caller = Caller.start(() -> setting.images.tagInfoResults(UNTAGGED));
        Caller.await(there);

        caller.interrupt();
        caller.join();

        assertThat(caller.failure()).isInstanceOf(OperationCancelledException.class);
        assertThat(caller.wasInterrupted()).isTrue();
    }

    @Test
    void theFutureGivesTheSame() {
        fails("v7", unavailable(500));

        assertThat(setting.images.async().tagInfoResults(UNTAGGED).join())
                .isEqualTo(setting.images.tagInfoResults(UNTAGGED));
        assertThatThrownBy(() -> setting.images.async().tagInfos(UNTAGGED).join())
                .cause()
                .isInstanceOf(RegistryUnavailableException.class);
    }
}
