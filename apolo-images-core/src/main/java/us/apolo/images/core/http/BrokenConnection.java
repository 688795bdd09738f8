package us.apolo.images.core.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;

/** Turns what a connection throws into the library's error. */
public final class BrokenConnection {
    private BrokenConnection() {}

    /**
     * The error.
     *
     * @param call which call it was, for people
     * @param where whom it went to, for people
     * @param e what was thrown
     * @return cancelled if the thread was interrupted, else unavailable
     */
    public static ImagesException error(String call, String where, IOException e) {
        if (e instanceof SocketTimeoutException) {
            return new RegistryUnavailableException(capital(where) + " did not answer " + call + " in time", null, e);
        }
        var what = call + " at " + where;
        if (e instanceof InterruptedIOException) {
            return new OperationCancelledException(
                    "Interrupted in " + what, OperationCancelledException.Reason.INTERRUPTED, e);
        }
        if (e instanceof SSLException && !isBroken(e)) {
            return RegistryUnavailableException.lasting(
                    "There is no secure connection for " + what + ": " + e.getMessage()
                            + ". If its certificate is one of your own authority, trust that in the TLS configuration;"
                            + " if it speaks plain HTTP, give its URL with http://",
                    e);
        }
        return new RegistryUnavailableException("The connection failed for " + what + ": " + e.getMessage(), null, e);
    }

    /** Whether a connection that is not secure has merely come to its end too early. */
    private static boolean isBroken(Throwable e) {
        var cause = e.getCause();
        return e instanceof SocketException
                || e instanceof EOFException
                || (cause != null && cause != e && isBroken(cause));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
