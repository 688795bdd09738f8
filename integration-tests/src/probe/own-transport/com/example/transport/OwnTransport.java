package com.example.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;

/** Carries exchanges by the JDK's client. */
final class OwnTransport implements HttpTransport {
    private final HttpClient client;
    private final Duration limit;

    OwnTransport(HttpTransportConfig config) {
        if (config.tls() != null || config.proxy() != null) {
            throw new IllegalArgumentException("This transport has no settings for TLS and proxies");
        }
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
        limit = config.readTimeout();
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        var builder = java.net.http.HttpRequest.newBuilder(request.uri())
                .timeout(limit)
                .method(request.method(), body(request.body()));
        request.headers().asMap().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        try {
            return new Response(client.send(builder.build(), BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            var interrupted = new InterruptedIOException("The thread was interrupted");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static BodyPublisher body(HttpBody body) {
        // The client wants a length to be more than zero.
        if (body == null || body.length().orElse(-1) == 0) {
            return BodyPublishers.noBody();
        }
        var bytes = BodyPublishers.ofInputStream(() -> open(body));
        return body.length().isPresent()
                ? BodyPublishers.fromPublisher(bytes, body.length().getAsLong())
                : bytes;
    }

    private static InputStream open(HttpBody body) {
        try {
            return body.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        // The client ends with its last exchange.
    }

    private record Response(java.net.http.HttpResponse<InputStream> response) implements HttpResponse {
        @Override
        public int status() {
            return response.statusCode();
        }

        @Override
        public HttpHeaders headers() {
            var headers = HttpHeaders.builder();
            response.headers().map().forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
            return headers.build();
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            abort();
        }

        @Override
        public void abort() {
            try {
                response.body().close();
            } catch (IOException e) {
                // It is closed all the same.
                return;
            }
        }
    }
}
