package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.operation.Observers;
import us.apolo.images.core.operation.Time;
import us.apolo.images.observation.OperationKind;

class OperationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger releases = new AtomicInteger();
    private final AtomicInteger releasedUnderWork = new AtomicInteger();

    private static Observation observation(String subject) {
        return new Observers(List.of(), Time.system()).begin(OperationKind.DIGEST, subject);
    }

    private Operations operations() {
        return new Operations(
                () -> {
                    releases.incrementAndGet();
                    releasedUnderWork.addAndGet(running.get());
                },
                new TimeLimit(null));
    }

    private String work() {
        running.incrementAndGet();
        try {
            for (var step = 0; step < 20; step++) {
                Calls.requireNotInterrupted("the work");
                LockSupport.parkNanos(1_000);
            }
            return "done";
        } finally {
            running.decrementAndGet();
        }
    }

    private static boolean wasClosed(Throwable e) {
        return e instanceof OperationCancelledException cancelled && cancelled.reason() == Reason.CLOSED;
    }

    private static void assertDoneOrClosed(Caller caller) {
        caller.join();
        var failure = caller.failure();
        if (failure != null) {
            assertThat(failure).matches(e -> e instanceof IllegalStateException || wasClosed(e));
        }
        assertThat(caller.wasInterrupted()).isFalse();
    }

    @Test
    void closingAtAnyMomentWaitsForTheWorkAndTakesItsInterruptsBack() {
        for (var round = 0; round < 300; round++) {
            var operations = operations();
            var first = Caller.start(() -> operations.run(observation("first"), this::work));
            var second = Caller.start(() -> operations.run(observation("second"), this::work));
            LockSupport.parkNanos((long) (Math.random() * 200_000));

            operations.close(PATIENCE);

            assertThat(running).hasValue(0);
            assertDoneOrClosed(first);
            assertDoneOrClosed(second);
        }
        assertThat(releases).hasValue(300);
        assertThat(releasedUnderWork).hasValue(0);
    }

    @Test
    void nestedOperationsEndAsOneWheneverTheyAreClosed() {
        for (var round = 0; round < 300; round++) {
            var operations = operations();
            var caller = Caller.start(() -> operations.run(observation("outer"), () -> {
                running.incrementAndGet();
                try {
                    var inner = operations.run(observation("inner"), this::work);
                    Calls.requireNotInterrupted("the outer work");
                    return inner;
                } finally {
                    running.decrementAndGet();
                }
            }));
            LockSupport.parkNanos((long) (Math.random() * 200_000));

            operations.close(PATIENCE);

            assertDoneOrClosed(caller);
        }
        assertThat(releasedUnderWork).hasValue(0);
    }

    @Test
    void severalThatCloseAtOnceReleaseOnce() {
        for (var round = 0; round < 100; round++) {
            releases.set(0);
            var operations = operations();
            var worker = Caller.start(() -> operations.run(observation("work"), this::work));
            var first = Caller.start(() -> operations.close(PATIENCE));
            var second = Caller.start(() -> operations.close(PATIENCE));
            first.join();
            second.join();
            assertThat(releases).hasValue(1);
            assertDoneOrClosed(worker);
        }
    }

    @Test
    void closingFromWithinReleasesWhenTheLastOperationHasEnded() {
        for (var round = 0; round < 200; round++) {
            releases.set(0);
            var operations = operations();
            var other = Caller.start(() -> operations.run(observation("other"), this::work));
            var closer = Caller.start(() -> operations.run(observation("closing"), () -> {
                running.incrementAndGet();
                try {
                    operations.close(PATIENCE);
                    assertThat(releases).hasValue(0);
                    Calls.requireNotInterrupted("the rest");
                    return "done";
                } finally {
                    running.decrementAndGet();
                }
            }));
            assertDoneOrClosed(closer);
            assertDoneOrClosed(other);
            assertThat(releases).hasValue(1);
        }
        assertThat(releasedUnderWork).hasValue(0);
    }

    @Test
    void whatFailsToBeReleasedFromWithinIsLoggedAndTheOperationKeepsItsResult() {
        var operations = new Operations(
                Calls.failing(() -> new IllegalArgumentException("It will not close")), new TimeLimit(null));
        try (var logged = new Logged()) {
            assertThat(Caller.start(() -> assertThat(operations.run(observation("closing"), () -> {
                                        operations.close(PATIENCE);
                                        return "result";
                                    }))
                                    .isEqualTo("result"))
                            .join()
                            .failure())
                    .isNull();
            assertThat(logged.text()).contains("It will not close");
        }
    }

    @Test
    void anOperationThatDoesNotEndIsGivenUpAfterAWhileAndLogged() {
        var operations = operations();
        var there = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var caller = Caller.start(() -> operations.run(observation("deaf"), () -> {
            there.countDown();
            Caller.await(() -> end.getCount() == 0);
            return "done";
        }));
        Caller.await(there);
        try (var logged = new Logged()) {
            operations.close(Duration.ofMillis(20));

            assertThat(logged.warnings()).singleElement().asString().contains("did not end");
        }
        assertThat(releases).hasValue(1);
        end.countDown();
        assertDoneOrClosed(caller);
    }

    @Test
    void anInterruptThatSomebodyElseMadeStaysAnInterrupt() {
        var operations = operations();
        var caller = Caller.interrupted(() -> operations.run(observation("work"), this::work))
                .join();

        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(caller.wasInterrupted()).isTrue();
    }

    @Test
    void otherErrorsOfAnOperationThatIsClosedAreThrownOn() {
        var operations = operations();
        var error = new IllegalArgumentException("Something else");
        var caller = Caller.start(() -> operations.run(observation("work"), () -> {
                    operations.close(PATIENCE);
                    throw error;
                }))
                .join();

        assertThat(caller.failure()).isSameAs(error);
        assertThat(caller.wasInterrupted()).isFalse();
        assertThatThrownBy(operations::requireOpen).isInstanceOf(IllegalStateException.class);
    }
}
