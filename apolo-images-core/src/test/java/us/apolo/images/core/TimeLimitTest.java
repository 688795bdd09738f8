package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;

/** An operation that takes too long ends, cleans up, and leaves its caller's thread as it was. */
class TimeLimitTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    /** For what has to get somewhere before the time is up, on a machine that has other things to do. */
    private static final Duration LONGER = Duration.ofSeconds(2);

    private static final RetryPolicy SLOW = RetryPolicy.builder()
            .delays(Duration.ofDays(1), Duration.ofDays(1))
            .maxDuration(Duration.ofDays(9))
            .build();

    private final Setting setting =
            new Setting(builder -> builder.timeLimit(SHORT).retries(SLOW));

    TimeLimitTest() {
        Scenario.prepare(setting);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private static void assertLimited(Caller caller) {
        assertThat(caller.join().failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIME_LIMIT))
                .hasMessageContainingAll("the time limit of ", " s was over", "timeLimit(duration)");
        assertThat(caller.wasInterrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anOperationThatTakesTooLongEnds(Scenario scenario) {
        scenario.inTheMiddle(setting, Calls.blocking(new CountDownLatch(1)));

        assertLimited(Caller.start(() -> scenario.run(setting.images)));

        assertThat(setting.store.names()).containsExactly("app:v1");
        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aFutureThatTakesTooLongEnds(Scenario scenario) {
        scenario.inTheMiddle(setting, Calls.blocking(new CountDownLatch(1)));
        var future = scenario.start(setting.images);

        assertThatThrownBy(() -> future.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.TIME_LIMIT));
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theLimitHoldsForTheWaitForTheNextAttempt() {
        try (var slow = new Setting(builder -> builder.timeLimit(LONGER).retries(SLOW))) {
            Scenario.prepare(slow);
            slow.store.calls.on(
                    "push ", Calls.failing(() -> new RegistryUnavailableException("The engine says: 502", null, null)));

            var caller = Caller.start(() -> slow.images.push(LOCAL, REMOTE));

            assertLimited(caller);
            assertThat(caller.failure())
                    .isInstanceOfSatisfying(
                            OperationCancelledException.class,
                            e -> assertThat(e.attempts()).hasSize(1));
            assertThat(slow.store.names()).containsExactly("app:v1");
        }
    }

    @Test
    void theLimitHoldsForEachStepOfAStream() {
        try (var slow = new Setting(builder -> builder.timeLimit(LONGER))) {
            Scenario.prepare(slow);
            slow.registry.calls.on("tag ", Calls.blocking(new CountDownLatch(1)));
            try (var tags = slow.images.tagsStream(Setting.UNTAGGED)) {
                assertLimited(Caller.start(() -> tags.forEach(tag -> {})));
            }
        }
    }

    @Test
    void theReaderOfAStreamTakesAsLongAsItLikes() throws InterruptedException {
        try (var slow = new Setting(builder -> builder.timeLimit(LONGER))) {
            Scenario.prepare(slow);
            try (var tags = slow.images.tagsStream(Setting.UNTAGGED)) {
                var reader = tags.iterator();
                assertThat(reader.hasNext()).isTrue();
                Thread.sleep(LONGER.plusMillis(200).toMillis());
                assertThat(reader.next()).isNotNull();
                assertThat(reader.hasNext()).isFalse();
            }
        }
    }

    @Test
    void anInterruptOfTheCallersStaysTheCallers() {
        try (var patient = new Setting(builder -> builder.timeLimit(Duration.ofHours(1)))) {
            Scenario.prepare(patient);
            var there = new CountDownLatch(1);
            patient.registry.calls.on("digest", Calls.blocking(there));
            var caller = Caller.start(() -> patient.images.digest(REMOTE));
            Caller.await(there);

            caller.interrupt();

            assertThat(caller.join().failure())
                    .isInstanceOfSatisfying(
                            OperationCancelledException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
            assertThat(caller.wasInterrupted()).isTrue();
        }
    }

    @Test
    void whatIsDoneInTimeIsNoticedByNobody() {
        try (var patient = new Setting(builder -> builder.timeLimit(Duration.ofHours(1)))) {
            Scenario.prepare(patient);

            assertThat(patient.images.push(LOCAL, REMOTE)).isEqualTo(REMOTE);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
        Caller.await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("apolo-images-time-limit")));
    }

    @Test
    void atWhateverMomentTheTimeIsUpNothingIsLeft() {
        for (var round = 0; round < 100; round++) {
            var limit = Duration.ofNanos((long) (Math.random() * 2_000_000) + 1);
            try (var hasty = new Setting(builder -> builder.timeLimit(limit))) {
                Scenario.prepare(hasty);
                var caller =
                        Caller.start(() -> hasty.images.push(LOCAL, REMOTE)).join();

                assertThat(hasty.store.names()).isEqualTo(Set.of("app:v1"));
                assertThat(caller.wasInterrupted()).isFalse();
                assertThat(caller.failure())
                        .satisfiesAnyOf(
                                e -> assertThat(e).isNull(),
                                e -> assertThat(e)
                                        .isInstanceOfSatisfying(
                                                OperationCancelledException.class,
                                                it -> assertThat(it.reason()).isEqualTo(Reason.TIME_LIMIT)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aLimitIsMoreThanZero(long seconds) {
        assertThatThrownBy(() -> ApoloImages.builder().timeLimit(Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
