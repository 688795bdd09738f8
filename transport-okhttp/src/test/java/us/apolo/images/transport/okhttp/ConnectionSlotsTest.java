package us.apolo.images.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConnectionSlotsTest {
    private final ConnectionSlots slots = new ConnectionSlots(1);
    private final List<Thread> threads = new ArrayList<>();

    /** Starts a thread and comes back when it waits. */
    private <T> FutureTask<T> waiting(Callable<T> work) throws InterruptedException {
        var task = new FutureTask<>(work);
        var thread = new Thread(task, "waiting");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return task;
    }

    private Callable<String> acquire(String host) {
        return () -> {
            slots.acquire(host);
            return host;
        };
    }

    @Test
    void whoComesWhenAllAreTakenWaits() throws Exception {
        slots.acquire("a");
        var next = waiting(acquire("a"));
        assertThatThrownBy(() -> next.get(50, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        slots.release("a");
        assertThat(next.get()).isEqualTo("a");
    }

    @Test
    void hostsDoNotTakeEachOthersSlots() throws IOException {
        slots.acquire("a");
        slots.acquire("b");
        assertThatIllegalStateException().isThrownBy(() -> slots.release("c"));
    }

    @Test
    void whoWaitsLongestIsServedFirst() throws Exception {
        var served = new CopyOnWriteArrayList<Integer>();
        slots.acquire("a");
        var tasks = new ArrayList<FutureTask<Boolean>>();
        for (var i = 0; i < 5; i++) {
            var number = i;
            tasks.add(waiting(() -> {
                slots.acquire("a");
                served.add(number);
                slots.release("a");
                return true;
            }));
        }
        slots.release("a");
        for (var task : tasks) {
            assertThat(task.get()).isTrue();
        }
        assertThat(served).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void whoIsInterruptedTakesNothingAway() throws Exception {
        slots.acquire("a");
        var interrupted = waiting(() -> {
            assertThatThrownBy(() -> slots.acquire("a")).isInstanceOf(InterruptedIOException.class);
            return Thread.currentThread().isInterrupted();
        });
        threads.get(0).interrupt();
        assertThat(interrupted.get()).isTrue();

        slots.release("a");
        assertThatCode(() -> slots.acquire("a")).doesNotThrowAnyException();
    }

    @Test
    void aSlotThatComesWithTheInterruptGoesToTheNext() throws Exception {
        for (var i = 0; i < 200; i++) {
            slots.acquire("a");
            threads.clear();
            var first = waiting(() -> {
                try {
                    slots.acquire("a");
                    slots.release("a");
                } catch (InterruptedIOException e) {
                    return false;
                }
                return true;
            });
            threads.get(0).interrupt();
            slots.release("a");
            assertThat(first.get()).isIn(true, false);
        }
        assertThatCode(() -> slots.acquire("a")).doesNotThrowAnyException();
    }

    @Test
    void toCloseEndsEveryWaitAndLetsNobodyIn() throws Exception {
        slots.acquire("a");
        var next = waiting(acquire("a"));
        slots.close();
        assertThatThrownBy(next::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> slots.acquire("b")).isInstanceOf(IOException.class);
        slots.release("a");
    }
}
