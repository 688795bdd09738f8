package us.apolo.images.transport.apache;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.net.ProtocolException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;

/** A response in the port's terms. */
final class ApacheResponse implements HttpResponse {
    private final int status;
    private final HttpHeaders headers;
    private final ResponseStream body;

    /** @throws ProtocolException if it has header fields that are none */
    ApacheResponse(ClassicHttpResponse response, ResponseStream body) throws ProtocolException {
        this.status = response.getCode();
        this.headers = headers(response);
        this.body = body;
    }

    private static HttpHeaders headers(ClassicHttpResponse response) throws ProtocolException {
        var headers = HttpHeaders.builder();
        try {
            for (var field : response.getHeaders()) {
                headers.add(field.getName(), text(field.getValue()));
            }
        } catch (IllegalArgumentException e) {
            var failure = new ProtocolException("The response has a header field that is none");
            failure.initCause(e);
            throw failure;
        }
        return headers.build();
    }

    /** HttpClient makes a character of each byte. */
    private static String text(String bytes) {
        return new String(bytes.getBytes(ISO_8859_1), UTF_8);
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
