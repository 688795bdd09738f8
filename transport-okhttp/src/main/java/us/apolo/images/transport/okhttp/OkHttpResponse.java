package us.apolo.images.transport.okhttp;

import java.io.InputStream;
import java.util.Set;
import okhttp3.Response;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;

/** A response in the port's terms. */
final class OkHttpResponse implements HttpResponse {
    private static final Set<Integer> WITHOUT_CONTENT = Set.of(204, 304);

    private final int status;
    private final HttpHeaders headers;
    private final ResponseStream body;

    private OkHttpResponse(int status, HttpHeaders headers, ResponseStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static OkHttpResponse of(Response response, Attempt attempt, OpenExchange exchange) {
        var body = new ResponseStream(response, attempt, exchange);
        exchange.abortBy(body::abort);
        if (WITHOUT_CONTENT.contains(attempt.status()) || response.body().contentLength() == 0) {
            body.hasNoContent();
        }
        return new OkHttpResponse(attempt.status(), attempt.headers(), body);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        body.close();
    }

    @Override
    public void abort() {
        body.abort();
    }
}
