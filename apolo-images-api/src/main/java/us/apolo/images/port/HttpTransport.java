package us.apolo.images.port;

import java.io.IOException;

/**
 * One exchange over HTTP: a request goes out, a response comes back.
 *
 * <p><strong>It must be closed</strong> by whoever made it: its connections and threads end with {@link #close}.
 *
 * <p>An implementation does what it is told and nothing else, so that the library behaves the same with each: it
 * follows no redirect, adds no credentials, keeps no cookies, caches nothing, unpacks nothing and reads no meaning into
 * a status. It repeats no request; the one exception is that a GET or HEAD whose connection turns out to have been closed
 * by the server before any of the response came may be sent again on a fresh one. Whatever may change something is not:
 * who has deleted and is not told would be told that there is nothing to delete. It is thread-safe, and reuses
 * connections.
 */
public interface HttpTransport extends AutoCloseable {
    /**
     * Sends a request and waits for the head of the response.
     *
     * <p>An interrupt of the calling thread ends the wait at once, whether it is for a connection, for the request to
     * go out or for the response.
     *
     * @param request what to send
     * @return the response, whatever its status; the caller closes it
     * @throws java.net.SocketTimeoutException if the connect or the read limit passes
     * @throws java.io.InterruptedIOException if the thread is interrupted; its flag stays set
     * @throws IOException if there is no connection, it breaks, or what comes is not HTTP
     * @throws IllegalStateException if this is closed
     */
    HttpResponse exchange(HttpRequest request) throws IOException;

    /**
     * Ends what is under way, which then throws an {@link IOException}, and frees connections and threads. To close
     * twice does nothing.
     */
    @Override
    void close();
}
