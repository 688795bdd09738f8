package us.apolo.images.transport.okhttp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up on a thread of its own, since nothing can end a look-up that the operating system is slow to answer:
 * whoever waits for it can be interrupted, and waits no longer than the connect limit.
 */
final class InterruptibleDns implements Dns {
    private final Dns names;
    private final Duration limit;
    private final Set<Question> pending = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "apolo-images-okhttp-names");
                thread.setDaemon(true);
                return thread;
            });

    InterruptibleDns(Dns names, Duration limit) {
        this.names = names;
        this.limit = limit;
    }

    /** One look-up. */
    private static final class Question {
        private final String host;
        private final CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();

        Question(String host) {
            this.host = host;
        }

        void askOf(Dns names) {
            try {
                answer.complete(names.lookup(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var question = new Question(host);
        pending.add(question);
        try {
            threads.execute(() -> question.askOf(names));
            return question.answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The work around this sees the flag and says that it was an interrupt.
            Thread.currentThread().interrupt();
            throw failure(host, "the thread was interrupted", e);
        } catch (TimeoutException e) {
            throw failure(host, "no answer came within " + limit, e);
        } catch (CancellationException | RejectedExecutionException e) {
            throw failure(host, "the transport was closed", e);
        } catch (ExecutionException e) {
            throw failure(host, "there is no such name, or nobody to ask", e);
        } finally {
            pending.remove(question);
        }
    }

    private static UnknownHostException failure(String host, String reason, Exception cause) {
        var failure = new UnknownHostException("The name " + host + " could not be looked up: " + reason);
        failure.initCause(cause);
        return failure;
    }

    /** Ends every wait. A thread that the operating system still holds ends when it is let go. */
    void close() {
        threads.shutdownNow();
        pending.forEach(question -> question.answer.cancel(true));
    }
}
