package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpTransport;

/** Requests and what comes of them, in few words. */
final class Requests {
    private Requests() {}

    static HttpRequest get(URI uri) {
        return new HttpRequest("GET", uri, HttpHeaders.empty());
    }

    static HttpRequest get(URI uri, String field, String value) {
        return new HttpRequest(
                "GET", uri, HttpHeaders.builder().add(field, value).build());
    }

    static HttpRequest post(URI uri, HttpBody body) {
        return new HttpRequest("POST", uri, HttpHeaders.empty(), body);
    }

    static HttpBody text(String text) {
        return HttpBody.of(text.getBytes(UTF_8));
    }

    /** Asks and reads to the end. */
    static String textOf(HttpTransport transport, HttpRequest request) throws IOException {
        try (var response = transport.exchange(request)) {
            return new String(response.body().readAllBytes(), UTF_8);
        }
    }

    /** Asks, reads to the end and throws it away. */
    static int statusOf(HttpTransport transport, HttpRequest request) throws IOException {
        try (var response = transport.exchange(request)) {
            response.body().readAllBytes();
            return response.status();
        }
    }
}
