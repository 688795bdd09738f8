package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.OperationCancelledException;

class ParallelMapTest {
    private static final List<Integer> NUMBERS = IntStream.range(0, 50).boxed().toList();

    private final Workers workers = new Workers(4);
    private final AtomicInteger working = new AtomicInteger();

    @AfterEach
    void close() {
        workers.close();
    }

    private Function<Integer, Integer> counted(Function<Integer, Integer> function) {
        return number -> {
            working.incrementAndGet();
            try {
                return function.apply(number);
            } finally {
                working.decrementAndGet();
            }
        };
    }

    @Test
    void theResultsStandInTheOrderOfTheItems() {
        assertThat(workers.map(NUMBERS, number -> number * 2))
                .isEqualTo(
                        IntStream.range(0, 50).map(number -> number * 2).boxed().toList());
    }

    @Test
    void nothingIsMadeOfNothing() {
        assertThat(workers.map(List.of(), number -> number)).isEmpty();
    }

    @Test
    void anErrorIsThrownOnAsItIs() {
        var error = new StackOverflowError("Too deep");

        assertThatThrownBy(() -> workers.map(NUMBERS, number -> {
                    throw error;
                }))
                .isSameAs(error);
    }

    @Test
    void aFailureAtAnyMomentEndsEverythingAndIsTheOneThatIsThrown() {
        for (var round = 0; round < 200; round++) {
            var bad = round % NUMBERS.size();
            assertThatThrownBy(() -> workers.map(NUMBERS, counted(number -> {
                        Calls.requireNotInterrupted("the work");
                        if (number == bad) {
                            throw new IllegalArgumentException("bad");
                        }
                        return number;
                    })))
                    .hasMessage("bad");
            assertThat(working).hasValue(0);
            assertThat(workers.map(NUMBERS, number -> Thread.currentThread().isInterrupted()))
                    .containsOnly(false);
        }
    }

    @Test
    void anInterruptAtAnyMomentEndsEverything() {
        for (var round = 0; round < 200; round++) {
            var caller = Caller.start(() -> workers.map(NUMBERS, counted(number -> {
                Calls.requireNotInterrupted("the work");
                return number;
            })));
            caller.interrupt();
            caller.join();
            assertThat(working).hasValue(0);
            if (caller.failure() != null) {
                assertThat(caller.failure()).isInstanceOf(OperationCancelledException.class);
                assertThat(caller.wasInterrupted()).isTrue();
            }
        }
    }

    @Test
    void aSecondInterruptDoesNotKeepItFromWaitingForTheWorkers() {
        var there = new CountDownLatch(1);
        var noticed = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var caller = Caller.start(() -> workers.map(List.of(1), counted(number -> {
            there.countDown();
            Caller.await(Thread.currentThread()::isInterrupted);
            noticed.countDown();
            Caller.await(() -> goOn.getCount() == 0);
            return number;
        })));
        Caller.await(there);
        caller.interrupt();
        Caller.await(noticed);
        caller.interrupt();
        Caller.await(caller::waits);
        goOn.countDown();

        assertThat(caller.join().failure()).isInstanceOf(OperationCancelledException.class);
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(working).hasValue(0);
    }

    @Test
    void asManyTasksAsItemsAreEnough() {
        var tasks = new AtomicInteger();
        Executor counting = task -> {
            tasks.incrementAndGet();
            workers.execute(task);
        };

        new ParallelMap<>(List.of(1, 2), number -> number).run(counting, 16);

        assertThat(tasks).hasValue(2);
    }

    @Test
    void aThreadThatCannotBeHadIsAFailureAndThoseThatWorkAreEnded() {
        var there = new CountDownLatch(1);
        var asked = new AtomicInteger();
        Executor scarce = task -> {
            if (asked.incrementAndGet() == 2) {
                Caller.await(there);
                throw new RejectedExecutionException("No more threads");
            }
            workers.execute(task);
        };

        assertThatThrownBy(() -> new ParallelMap<>(NUMBERS, counted(number -> {
                            Calls.blocking(there).run();
                            return number;
                        }))
                        .run(scarce, 4))
                .hasMessage("No more threads");
        assertThat(working).hasValue(0);
    }

    @Test
    void closedWorkersTakeNothingMore() {
        workers.close();

        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> workers.map(NUMBERS, number -> number)).isInstanceOf(IllegalStateException.class);
    }
}
