package us.apolo.images.core.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Attempt;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.TransferFailedException;
import us.apolo.images.core.Logged;
import us.apolo.images.observation.OperationKind;
import us.apolo.images.observation.Retry;

/** Every line of the policy, by a time that does not pass by itself and without chance. */
class AttemptsTest {
    private static final String HOST = "registry.example.org";

    private final FakeTime time = new FakeTime();
    private final Heard heard = new Heard();
    private double chance = 1;

    @AfterEach
    void noInterruptIsLeft() {
        var unused = Thread.interrupted();
    }

    private Attempts attempts(UnaryOperator<RetryPolicy.Builder> change) {
        return attempts(change.apply(RetryPolicy.builder()).build());
    }

    private Attempts attempts(RetryPolicy policy) {
        var observation = new Observers(List.of(heard), time).begin(OperationKind.DIGEST, "an image");
        return new Retries(policy, time, () -> chance).start("GET manifest", HOST, observation);
    }

    private static String run(Attempts attempts, ImagesException... failures) {
        var left = new ArrayDeque<>(List.of(failures));
        return attempts.run(number -> {
            if (!left.isEmpty()) {
                throw left.remove();
            }
            return "done at " + number;
        });
    }

    private static RegistryAnswer answer(int status) {
        return new RegistryAnswer("GET", "https://" + HOST + "/v2/", status, List.of(), "");
    }

    private static ImagesException status(int status) {
        return new RegistryUnavailableException("It cannot answer", answer(status), null);
    }

    private static ImagesException broken() {
        return new RegistryUnavailableException("It broke", null, new SocketException("Connection reset"));
    }

    private static ImagesException limited(@Nullable Instant retryAt) {
        return new RateLimitedException("Too many", retryAt, answer(429), null);
    }

    private static Instant in(long seconds) {
        return FakeTime.START.plusSeconds(seconds);
    }

    @Test
    void whatWorksIsDoneOnceAndWithoutAWait() {
        assertThat(run(attempts(RetryPolicy.DEFAULT))).isEqualTo("done at 1");
        assertThat(time.slept()).isEmpty();
        assertThat(heard.all(Retry.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void theseAnswersMayPass(int status) {
        assertThat(run(attempts(RetryPolicy.DEFAULT), status(status))).isEqualTo("done at 2");
    }

    static Stream<ImagesException> withoutAnAnswer() {
        return Stream.of(
                broken(),
                new RegistryUnavailableException("the engine says so", null, null),
                new RateLimitedException("the engine says so", null, null, null));
    }

    @ParameterizedTest
    @MethodSource("withoutAnAnswer")
    void aFailureOfTheConnectionOrOfTheRegistryBehindAnEngineMayPass(ImagesException failure) {
        assertThat(run(attempts(RetryPolicy.DEFAULT), failure)).isEqualTo("done at 2");
    }

    static Stream<ImagesException> lasting() {
        return Stream.of(
                status(501),
                status(505),
                RegistryUnavailableException.lasting("not trusted", new IOException("x509")),
                new ImageNotFoundException("a", "b", answer(404), null),
                new ImageNotFoundException("a", "the store", null, null),
                new NotAuthenticatedException("m", answer(401), null),
                new NotAuthorizedException("m", answer(403), null),
                new NotAuthorizedException("the engine says so", null, null),
                new RegistryRefusedException("m", answer(405), null),
                new RegistryProtocolException("m", null, null),
                new TransferFailedException("m", null, null),
                new OperationCancelledException("m", Reason.CLOSED, null));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void everythingElseIsFinal(ImagesException failure) {
        assertThatThrownBy(() -> run(attempts(RetryPolicy.DEFAULT), failure)).isSameAs(failure);

        assertThat(failure.attempts()).isEmpty();
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void whatMayPassIsTheUsersToSay() {
        var teapot = new RegistryRefusedException("m", answer(418), null);

        assertThat(run(attempts(policy -> policy.statuses(Set.of(418))), teapot))
                .isEqualTo("done at 2");
        var ordinary = status(503);
        assertThatThrownBy(() -> run(attempts(policy -> policy.statuses(Set.of(418))), ordinary))
                .isSameAs(ordinary);
    }

    @Test
    void theWaitsDoubleUpToTheirLimit() {
        var attempts = attempts(policy -> policy.maxAttempts(7).delays(Duration.ofMillis(500), Duration.ofSeconds(5)));

        run(attempts, status(500), status(500), status(500), status(500), status(500), status(500));

        assertThat(time.slept())
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L, 5000L, 5000L);
    }

    @Test
    void chanceLeavesOutUpToHalfOfAWait() {
        chance = 0;
        run(attempts(policy -> policy.delays(Duration.ofSeconds(2), Duration.ofSeconds(5))), status(500));
        chance = 0.5;
        run(attempts(policy -> policy.delays(Duration.ofSeconds(2), Duration.ofSeconds(5))), status(500));

        assertThat(time.slept()).extracting(Duration::toMillis).containsExactly(1000L, 1500L);
    }

    @Test
    void theLastErrorTellsOfAllAttempts() {
        var last = status(502);

        assertThatThrownBy(() -> run(attempts(RetryPolicy.DEFAULT), status(502), status(502), broken(), last))
                .isSameAs(last)
                .hasMessage("It cannot answer (after 4 attempts in 3.5 s: 2 × 502, Connection reset, 502)");
        assertThat(last.attempts())
                .containsExactly(
                        new Attempt(502, "502", Duration.ZERO),
                        new Attempt(502, "502", Duration.ofMillis(500)),
                        new Attempt(0, "Connection reset", Duration.ofMillis(1500)),
                        new Attempt(502, "502", Duration.ofMillis(3500)));
        assertThat(time.slept()).hasSize(3);
    }

    @Test
    void aFailureThatIsFinalTellsOfTheAttemptsBefore() {
        var missing = new ImageNotFoundException("a", "b", null, null);

        assertThatThrownBy(() -> run(attempts(RetryPolicy.DEFAULT), status(502), missing))
                .hasMessageContaining("(after 2 attempts in 0.5 s: 502, ImageNotFoundException)");
    }

    @Test
    void withoutRetriesEveryFailureIsAnErrorAsItIs() {
        var failure = status(503);

        assertThatThrownBy(() -> run(attempts(RetryPolicy.NONE), failure)).isSameAs(failure);
        assertThat(failure.attempts()).isEmpty();
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void noAttemptBeginsBehindTheLimitOfTime() {
        var attempts = attempts(policy -> policy.maxAttempts(100)
                .delays(Duration.ofSeconds(4), Duration.ofSeconds(4))
                .maxDuration(Duration.ofSeconds(10)));

        assertThatThrownBy(() -> run(attempts, status(503), status(503), status(503), status(503)))
                .isInstanceOfSatisfying(
                        ImagesException.class, e -> assertThat(e.attempts()).hasSize(3));
        assertThat(time.slept()).hasSize(2);
    }

    @Test
    void theTimeThatAttemptsTakeCounts() {
        var attempts = attempts(policy -> policy.maxDuration(Duration.ofSeconds(60)));
        var slow = status(504);

        assertThatThrownBy(() -> attempts.run(number -> {
                    time.pass(Duration.ofSeconds(60));
                    throw slow;
                }))
                .isSameAs(slow);
        assertThat(slow.attempts()).containsExactly(new Attempt(504, "504", Duration.ofSeconds(60)));
    }

    @Test
    void aRegistryThatSaysHowLongIsObeyed() {
        run(attempts(RetryPolicy.DEFAULT), limited(in(30)));

        assertThat(time.slept()).containsExactly(Duration.ofMillis(30_500));
    }

    @Test
    void notOnlyWhenItHasHadTooMuch() {
        run(attempts(RetryPolicy.DEFAULT), new RegistryUnavailableException("m", in(7), answer(503), null));

        assertThat(time.slept()).containsExactly(Duration.ofMillis(7_500));
    }

    @Test
    void aMomentThatIsOverIsNoReasonNotToWait() {
        run(attempts(RetryPolicy.DEFAULT), limited(in(-100)), limited(in(0)));

        assertThat(time.slept()).extracting(Duration::toMillis).containsExactly(500L, 1000L);
    }

    @Test
    void aRegistryThatWantsTooMuchPatienceGetsNoneAndTheErrorTellsWhen() {
        var failure = limited(in(61));

        assertThatThrownBy(() -> run(attempts(RetryPolicy.DEFAULT), failure))
                .isInstanceOfSatisfying(
                        RateLimitedException.class, e -> assertThat(e.retryAt()).contains(in(61)));
        assertThat(time.slept()).isEmpty();
        assertThat(failure.attempts()).containsExactly(new Attempt(429, "429", Duration.ZERO));
    }

    @Test
    void whatHasBeenTriedAgainFurtherDownIsNotTriedAgainHere() {
        var failure = status(503);
        failure.noteAttempts(List.of(new Attempt(503, "503", Duration.ZERO)));

        assertThatThrownBy(() -> run(attempts(RetryPolicy.DEFAULT), failure)).isSameAs(failure);
        assertThat(failure.attempts()).hasSize(1);
    }

    @Test
    void anInterruptEndsTheWait() {
        time.onSleep(Thread.currentThread()::interrupt);
        var failure = status(503);

        assertThatThrownBy(() -> run(attempts(RetryPolicy.DEFAULT), failure))
                .isInstanceOfSatisfying(OperationCancelledException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED);
                    assertThat(e.attempts()).extracting(Attempt::status).containsExactly(503);
                    assertThat(e).hasSuppressedException(failure);
                });
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @Test
    void theWaitOfTheMachinesOwnTimeEndsWithAnInterrupt() {
        var patient = RetryPolicy.builder()
                .delays(Duration.ofDays(1), Duration.ofDays(1))
                .maxDuration(Duration.ofDays(9))
                .build();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> run(
                        new Retries(patient, Time.system()).start("GET tags", HOST, Observation.none()), status(503)))
                .isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void eachRetryIsALineInTheLogAndAnEvent() {
        var failure = status(502);
        try (var logged = new Logged()) {
            run(attempts(RetryPolicy.DEFAULT), failure, broken());

            assertThat(logged.lines())
                    .containsExactly(
                            "GET manifest at " + HOST + " failed: 502; attempt 2 of 4 comes in 500 ms",
                            "GET manifest at " + HOST + " failed: Connection reset; attempt 3 of 4 comes in 1.0 s");
        }
        assertThat(heard.all(Retry.class))
                .first()
                .isEqualTo(new Retry("GET manifest", HOST, 1, failure, Duration.ofMillis(500)));
        assertThat(heard.all(Retry.class)).hasSize(2);
    }

    @Test
    void anAttemptThatFailedBehindAnEngineTellsWhy() {
        var refused = new IOException("connection refused", new IOException("the engine answers with status 500"));
        var busy = new IOException("the engine answers with status 500");
        try (var logged = new Logged()) {
            run(
                    attempts(RetryPolicy.DEFAULT),
                    new RegistryUnavailableException("the engine says so", null, refused),
                    new RateLimitedException("the engine says so", null, null, busy));

            assertThat(logged.lines())
                    .containsExactly(
                            "GET manifest at " + HOST + " failed: connection refused; attempt 2 of 4 comes in 500 ms",
                            "GET manifest at " + HOST + " failed: too many requests; attempt 3 of 4 comes in 1.0 s");
        }
    }

    @Test
    void whatIsGivenUpTellsOfItsAttempts() {
        var attempts = attempts(RetryPolicy.DEFAULT);
        attempts.failed(status(502));
        var last = broken();

        assertThat(attempts.givenUp(last)).isSameAs(last).hasMessageContaining("after 2 attempts");
    }
}
