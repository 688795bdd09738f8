package us.apolo.images.observation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of a request.
 *
 * @param request which one
 * @param status the status; empty if there was no response
 * @param failure what broke it off, before the response or in the middle of its body; empty if nothing did. A status
 *     like 404 is no failure of the request.
 * @param bytesSent how many bytes of a body were read to be sent; what is sent twice counts twice
 * @param bytesReceived how many bytes of the response's body were read, also if it was closed before its end
 * @param duration how long it took, from before it was sent until its response was closed
 */
public record RequestEnd(
        RequestStart request,
        OptionalInt status,
        Optional<IOException> failure,
        long bytesSent,
        long bytesReceived,
        Duration duration) {
    /**
     * Checks that nothing is null.
     *
     * @param request which one
     * @param status the status; empty if there was no response
     * @param failure what broke it off, before the response or in the middle of its body; empty if nothing did. A
     *     status like 404 is no failure of the request.
     * @param bytesSent how many bytes of a body were read to be sent; what is sent twice counts twice
     * @param bytesReceived how many bytes of the response's body were read, also if it was closed before its end
     * @param duration how long it took, from before it was sent until its response was closed
     */
    public RequestEnd {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(failure, "failure");
        Objects.requireNonNull(duration, "duration");
    }

    /**
     * What came of it in a word of few, for tags of metrics.
     *
     * @return the status, for example {@code 200}; {@code timeout} if a time limit was over, be it the connection's or
     *     the operation's; {@code cancelled} if the operation was ended otherwise; else the simple name of what broke it
     *     off
     */
    public String outcome() {
        return failure.map(RequestEnd::word)
                .orElseGet(() -> status.isPresent() ? Integer.toString(status.getAsInt()) : "none");
    }

    private static String word(IOException failure) {
        if (failure instanceof SocketTimeoutException) {
            return "timeout";
        }
        return failure instanceof InterruptedIOException
                ? "cancelled"
                : failure.getClass().getSimpleName();
    }
}
