package us.apolo.images.transport.apache;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Has names looked up on other threads, since nothing ends a look-up that the operating system is slow to answer: whoever
 * waits here can be interrupted, waits no longer than the connect limit, and is let go when the transport is closed.
 */
final class NameLookup implements DnsResolver {
    private final DnsResolver names;
    private final Duration limit;
    private final CompletableFuture<InetAddress[]> closed = new CompletableFuture<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "apolo-images-apache-names");
                thread.setDaemon(true);
                return thread;
            });

    NameLookup(DnsResolver names, Duration limit) {
        this.names = names;
        this.limit = limit;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        try {
            return (InetAddress[])
                    CompletableFuture.anyOf(ask(host), closed).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The work around this sees the flag and says that it was an interrupt.
            Thread.currentThread().interrupt();
            throw failure(host, "the thread was interrupted", e);
        } catch (TimeoutException e) {
            throw failure(host, "no answer came within " + limit, e);
        } catch (RejectedExecutionException e) {
            throw failure(host, "the transport was closed", e);
        } catch (ExecutionException e) {
            throw failure(
                    host, closed.isDone() ? "the transport was closed" : "there is no such name, or nobody to ask", e);
        }
    }

    private CompletableFuture<InetAddress[]> ask(String host) {
        var answer = new CompletableFuture<InetAddress[]>();
        threads.execute(() -> {
            try {
                answer.complete(names.resolve(host));
            } catch (UnknownHostException | RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        throw new UnknownHostException("No other name of " + host + " is ever asked for");
    }

    private static UnknownHostException failure(String host, String reason, Exception cause) {
        var failure = new UnknownHostException("The name " + host + " could not be looked up: " + reason);
        failure.initCause(cause);
        return failure;
    }

    /** Ends every wait. A thread that the operating system still holds ends when it is let go. */
    void close() {
        threads.shutdownNow();
        closed.completeExceptionally(new UnknownHostException("closed"));
    }
}
