package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.testkit.ActiveFault;
import us.apolo.images.testkit.Fault;

/**
 * What every {@link us.apolo.images.port.LocalDockerPort} keeps to, whatever store it stands for. A subclass says how the
 * store is made and how it differs from others; it inherits all tests and can change none.
 *
 * <pre>{@code
 * class InMemoryStoreContractTest extends LocalDockerContract {
 *     @Override
 *     protected LocalDockerPort createStore() {
 *         return new InMemoryStore();
 *     }
 *
 *     @Override
 *     protected StoreTraits traits() {
 *         return StoreTraits.ALL;
 *     }
 * }
 * }</pre>
 *
 * <p>Images come into the store by pulling them from a registry on 127.0.0.1, over plain HTTP, on a port that the system
 * picks; an engine has to allow that. The names that the tests give are taken away again.
 */
@Timeout(180)
public abstract class LocalDockerContract extends StoreFailureTests {
    private static final int THREADS = 4;

    /** For subclasses. */
    protected LocalDockerContract() {}

    /** Wants that the thread, which is interrupted, ends the call, and stays interrupted. */
    private static void assertEnds(Executable call) {
        Thread.currentThread().interrupt();
        try {
            var error = assertThrows(OperationCancelledException.class, call);
            assertEquals(Reason.INTERRUPTED, error.reason());
        } finally {
            assertTrue(Thread.interrupted(), "the flag stays set");
        }
    }

    @Test
    final void anInterruptedThreadDoesNothing() {
        var image = pulled(newImage(1, 100));
        var id = id(image);
        var other = name(newPath(), "v1");

        assertEnds(() -> store().inspect(image));
        assertEnds(() -> store().tag(id, other));
        assertEnds(() -> store().untag(image));
        assertEnds(() -> push(image));
        assertEnds(() -> pull(image));

        assertEquals(id, id(image));
        assertAbsent(other);
    }

    /** Starts work that comes to wait for the registry, which has stopped to answer. */
    private Blocked blocked(Callable<Digest> work) throws InterruptedException {
        var stall = server().fail(Fault.stall().after(1));
        var blocked = Blocked.in(work);
        awaitHit(stall);
        return blocked;
    }

    private static void awaitHit(ActiveFault fault) throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (fault.hits() == 0) {
            assertTrue(System.nanoTime() - deadline < 0, "the registry is asked");
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private static void assertEnded(Reason reason, Blocked blocked) throws InterruptedException {
        var error = assertInstanceOf(OperationCancelledException.class, blocked.failure());
        assertEquals(reason, error.reason());
        assertEquals(reason == Reason.INTERRUPTED, blocked.wasInterrupted(), "the flag");
    }

    private LocalImage toPull() {
        var path = newPath();
        server().put(path, "v1", newImage(2, 1000));
        return name(path, "v1");
    }

    @Test
    final void anInterruptEndsAPull() throws InterruptedException {
        var image = toPull();
        var blocked = blocked(() -> pull(image));

        blocked.interrupt();

        assertEnded(Reason.INTERRUPTED, blocked);
        assertAbsent(image);
        server().heal();
        pull(image);
    }

    @Test
    final void anInterruptEndsAPush() throws InterruptedException {
        var image = named(pulled(newImage(2, 1000)), newPath(), "v1");
        var blocked = blocked(() -> push(image));

        blocked.interrupt();

        assertEnded(Reason.INTERRUPTED, blocked);
        assertTrue(store().inspect(image).isPresent());
        server().heal();
        // Not to the same repository: an engine may have a new push of a layer wait for the one that it has not yet
        // ended.
        push(named(image, newPath(), "v1"));
    }

    @Test
    final void toCloseEndsAPull() throws InterruptedException {
        var image = toPull();
        var blocked = blocked(() -> pull(image));

        store().close();

        assertEnded(Reason.CLOSED, blocked);
    }

    @Test
    final void toCloseEndsAPush() throws InterruptedException {
        var image = named(pulled(newImage(2, 1000)), newPath(), "v1");
        var blocked = blocked(() -> push(image));

        store().close();

        assertEnded(Reason.CLOSED, blocked);
    }

    @Test
    final void aClosedStoreDoesNothingMore() {
        var image = toPull();
        var id = Digest.sha256(new byte[1]);
        store().close();
        store().close();

        assertThrows(IllegalStateException.class, () -> store().inspect(image));
        assertThrows(IllegalStateException.class, () -> store().tag(id, image));
        assertThrows(IllegalStateException.class, () -> store().untag(image));
        assertThrows(IllegalStateException.class, () -> push(image));
        assertThrows(IllegalStateException.class, () -> pull(image));
        assertTrue(server().requests().isEmpty(), "the registry is not asked");
    }

    @Test
    final void whatTheListenerThrowsEndsAPullAndIsThrownOn() {
        var image = toPull();
        for (var mine : new Throwable[] {new IllegalStateException("mine"), new StackOverflowError("mine")}) {
            var thrown = assertThrows(
                    mine.getClass(), () -> store().pull(transfer(image), step -> LocalDockerContract.raise(mine)));
            assertSame(mine, thrown);
        }
        // Whether the image is there by now depends on how fast the engine was.
        pull(image);
    }

    @Test
    final void whatTheListenerThrowsEndsAPushIfThereAreSteps() {
        var image = named(pulled(newImage(2, 1000)), newPath(), "v1");
        var mine = new IllegalStateException("mine");
        Executable push = () -> store().push(transfer(image), step -> raise(mine));
        if (traits().namesLayersOfPushes()) {
            assertSame(mine, assertThrows(IllegalStateException.class, push));
        } else {
            push(image);
        }
    }

    private static void raise(Throwable mine) {
        if (mine instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) mine;
    }

    @Test
    final void anInterruptByTheListenerEndsAPull() {
        var image = toPull();
        try {
            assertThrows(
                    OperationCancelledException.class,
                    () -> store().pull(
                                    transfer(image),
                                    step -> Thread.currentThread().interrupt()));
        } finally {
            assertTrue(Thread.interrupted(), "the flag stays set");
        }
    }

    @Test
    final void severalTransfersAtOnceKeepApart() throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var tasks = new ArrayList<Future<?>>();
            for (var number = 0; number < THREADS; number++) {
                var source = toPull();
                var path = newPath();
                var target = name(path, "v1");
                tasks.add(pool.submit(() -> {
                    pull(source);
                    store().tag(id(source), target);
                    assertEquals(push(target), server().digest(path, "v1"));
                    store().untag(source);
                    return null;
                }));
            }
            for (var task : tasks) {
                task.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
