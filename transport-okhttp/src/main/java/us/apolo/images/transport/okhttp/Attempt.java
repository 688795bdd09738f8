package us.apolo.images.transport.okhttp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.time.Duration;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.InterruptibleWork;

/** A request that goes out once, and what is learnt on the way. */
final class Attempt {
    private final OutgoingRequest request;
    private final boolean onlyOnFreshConnection;
    private final Call call;
    private final ConnectLimit connectLimit;
    private @Nullable ReceivedBytes connection;
    private long receivedBefore;
    private int status;
    private HttpHeaders headers = HttpHeaders.empty();
    private @Nullable Response response;

    Attempt(OkHttpClient client, Duration connectTimeout, OutgoingRequest request, boolean onlyOnFreshConnection) {
        this.request = request;
        this.onlyOnFreshConnection = onlyOnFreshConnection;
        this.call = client.newCall(request.forAttempt(this));
        this.connectLimit = new ConnectLimit(connectTimeout, call::cancel);
    }

    /** Breaks it off: closes the connection, if it still has it. Does not wait. */
    void cancel() {
        call.cancel();
    }

    Headers fields() {
        return request.fields();
    }

    /** The status as it came; OkHttp's response shows another. */
    int status() {
        return status;
    }

    HttpHeaders headers() {
        return headers;
    }

    /**
     * Sends the request and waits for the head of the response.
     *
     * @throws StaleConnectionException if it may be sent again on a fresh connection
     * @throws IOException if it failed for good
     */
    Response run() throws IOException {
        StandingTimeout.hold();
        try {
            return new InterruptibleWork(call::cancel).run(this::execute);
        } catch (IOException e) {
            discardResponse();
            connectLimit.stop();
            throw isTimeout(e) ? timeout(e) : e;
        } finally {
            connectLimit.stop();
        }
    }

    private Response execute() throws IOException {
        try {
            var answer = call.execute();
            response = answer;
            return answer;
        } catch (IOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw explained(e);
        } catch (Exception e) {
            // OkHttp declares nothing else, but waits for connections on other threads interruptibly.
            throw interrupted(e);
        }
    }

    private IOException explained(RuntimeException e) {
        if (request.body() != null && request.body().isCallersFailure(e)) {
            throw e;
        }
        var failure = new ProtocolException("What came is not an HTTP response");
        failure.initCause(e);
        return failure;
    }

    private static IOException interrupted(Exception e) {
        Thread.currentThread().interrupt();
        var failure = new InterruptedIOException("The thread was interrupted");
        failure.initCause(e);
        return failure;
    }

    /** An interrupt can come when all is done: then nobody will ever see the response. */
    private void discardResponse() {
        if (response != null) {
            call.cancel();
            response.close();
        }
    }

    private boolean isTimeout(IOException e) {
        return connectLimit.expired()
                && !(Thread.currentThread().isInterrupted() && e instanceof InterruptedIOException);
    }

    private IOException timeout(IOException e) {
        var failure = connectLimit.failure();
        failure.initCause(e);
        return failure;
    }

    /** There is no idle connection, so one is made. */
    void connecting() {
        connectLimit.start();
    }

    /** There is a connection. */
    void connected(ReceivedBytes socket) throws IOException {
        connectLimit.stop();
        if (connectLimit.expired()) {
            throw connectLimit.failure();
        }
        connection = socket;
        receivedBefore = socket.received();
        if (onlyOnFreshConnection && isReused()) {
            throw new StaleConnectionException();
        }
    }

    private boolean isReused() {
        return receivedBefore > 0;
    }

    /** There was a connection, and it failed. */
    IOException failed(IOException e) {
        var nothingCame = connection != null && connection.received() == receivedBefore;
        var brokenOff = e instanceof InterruptedIOException || call.isCanceled();
        return request.mayBeRepeated() && isReused() && nothingCame && !brokenOff ? new StaleConnectionException(e) : e;
    }

    /** There is a response. */
    void answered(int code, HttpHeaders fields) {
        status = code;
        headers = fields;
    }
}
