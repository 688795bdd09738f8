package us.apolo.images.core.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** Gives the same answer to each request, a number of times, and counts the responses that nobody has finished. */
final class PlayedAnswer implements HttpTransport {
    private final int status;
    private final HttpHeaders headers;
    private final Body body;
    private int left;
    private int unfinished;
    private boolean heardSecrets;

    private Optional<String> challenge = Optional.empty();

    /**
     * Makes one.
     *
     * @param times how often it is given; then the connection breaks
     */
    PlayedAnswer(int status, HttpHeaders headers, Body body, int times) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.left = times;
    }

    /** The same bytes, each time from the start. */
    interface Body {
        InputStream open();
    }

    /** Reads lines of {@code Name: value}, and leaves out what no transport lets through. */
    static HttpHeaders headers(String lines) {
        var headers = HttpHeaders.builder();
        for (var line : lines.split("\n", 50)) {
            var colon = line.indexOf(':');
            var name = colon < 0 ? "" : line.substring(0, colon).strip();
            if (name.matches("[A-Za-z-]{1,40}")) {
                headers.add(name, line.substring(colon + 1).replaceAll("[\r\n\0]", " "));
            }
        }
        return headers.build();
    }

    int unfinished() {
        return unfinished;
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        if (request.body() != null) {
            try (var sent = request.body().open()) {
                sent.transferTo(OutputStream.nullOutputStream());
            }
        }
        heardSecrets |= request.headers().first("Authorization").isPresent();
        if (left-- <= 0) {
            throw new IOException("no answer is left");
        }
        unfinished++;
        var refusal = challenge.map(field -> new Response(
                401, HttpHeaders.builder().add("WWW-Authenticate", field).build()));
        challenge = Optional.empty();
        return refusal.orElseGet(() -> new Response(status, headers));
    }

    @Override
    public void close() {
        throw new AssertionError("The transport belongs to whoever made it");
    }

    /** Has the first request refused with a challenge. */
    void challenge(String field) {
        challenge = Optional.of(field);
    }

    /** Whether any request has had something secret in it. */
    boolean heardSecrets() {
        return heardSecrets;
    }

    /** A body of text. */
    static Body text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return () -> new ByteArrayInputStream(bytes);
    }

    private final class Response implements HttpResponse {
        private final int status;
        private final HttpHeaders headers;
        private final InputStream in = body.open();
        private boolean finished;

        Response(int status, HttpHeaders headers) {
            this.status = status;
            this.headers = headers;
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
            return in;
        }

        @Override
        public void close() {
            unfinished -= finished ? 0 : 1;
            finished = true;
        }

        @Override
        public void abort() {
            close();
        }
    }
}
