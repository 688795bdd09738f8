package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class InterruptibleTaskTest {
    @Test
    void theEndComesAfterTheWorkAndAfterWorkThatThrows() {
        var done = new ArrayList<String>();
        new InterruptibleTask(() -> done.add("work"), () -> done.add("end")).run();
        var failing = new InterruptibleTask(
                () -> {
                    throw new IllegalStateException("It fails");
                },
                () -> done.add("end of failure"));
        var caller = Caller.start(failing).join();

        assertThat(done).isEqualTo(List.of("work", "end", "end of failure"));
        assertThat(caller.failure()).hasMessage("It fails");
    }

    @Test
    void aTaskThatIsStoppedBeforeItBeginsOnlyEnds() {
        var done = new ArrayList<String>();
        var task = new InterruptibleTask(() -> done.add("work"), () -> done.add("end"));

        task.stop();
        task.run();

        assertThat(done).isEqualTo(List.of("end"));
        assertThat(task.isStopped()).isTrue();
    }

    @Test
    void stoppingInterruptsTheWorkAndTheThreadIsCleanAfterwards() {
        var there = new CountDownLatch(1);
        var interruptedInTheEnd = new AtomicBoolean(true);
        var task = new InterruptibleTask(
                () -> Calls.blocking(there).run(),
                () -> interruptedInTheEnd.set(Thread.currentThread().isInterrupted()));
        var caller = Caller.start(task);
        Caller.await(there);

        task.stop();
        caller.join();

        assertThat(interruptedInTheEnd).isFalse();
        assertThat(caller.wasInterrupted()).isFalse();
    }

    @Test
    void workThatStopsItselfIsNotInterrupted() {
        var tasks = new ArrayList<InterruptibleTask>();
        var interrupted = new AtomicBoolean(true);
        tasks.add(new InterruptibleTask(
                () -> {
                    tasks.get(0).stop();
                    interrupted.set(Thread.currentThread().isInterrupted());
                },
                () -> {}));

        tasks.get(0).run();

        assertThat(interrupted).isFalse();
    }

    @Test
    void stoppingAtAnyMomentNeverReachesWhatTheThreadDoesNext() {
        for (var round = 0; round < 500; round++) {
            var task = new InterruptibleTask(() -> {}, () -> {});
            var interruptedNext = new AtomicBoolean();
            var stopped = new CountDownLatch(1);
            var worker = Caller.start(() -> {
                task.run();
                Caller.await(stopped);
                interruptedNext.set(Thread.currentThread().isInterrupted());
            });
            task.stop();
            stopped.countDown();

            assertThat(worker.join().failure()).isNull();
            assertThat(interruptedNext).isFalse();
        }
    }
}
