package com.example.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.InvalidNameException;

/** {@code POST /push?image=my-app:v1} pushes an image, {@code GET /metrics} tells how things go. */
final class ImageService implements AutoCloseable {
    private static final String IMAGE = "image=";

    private final Images images;
    private final MeterRegistry meters;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** The images are shared by all requests, as they are by all threads: they are made once, and closed by others. */
    ImageService(Images images, MeterRegistry meters, int port) throws IOException {
        this.images = images;
        this.meters = meters;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/push", this::push);
        server.createContext("/metrics", this::metrics);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void push(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        if (!exchange.getRequestMethod().equals("POST") || query == null || !query.startsWith(IMAGE)) {
            answer(exchange, 400, "POST /push?image=NAME:TAG");
            return;
        }
        try {
            var remote = images.push(images.parser().localImage(query.substring(IMAGE.length())));
            answer(exchange, 200, remote + "@" + images.digest(remote));
        } catch (InvalidNameException e) {
            answer(exchange, 400, e.getMessage());
        } catch (ImagesException e) {
            // Messages of the library have no secret in them, so they can be passed on.
            answer(exchange, 502, e.getMessage());
        }
    }

    private void metrics(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                meters.getMeters().stream().map(ImageService::line).sorted().collect(Collectors.joining("\n")));
    }

    private static String line(Meter meter) {
        var tags = meter.getId().getTags().stream()
                .map(tag -> tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(",", "{", "}"));
        var values = StreamSupport.stream(meter.measure().spliterator(), false)
                .map(ImageService::value)
                .collect(Collectors.joining(" "));
        return meter.getId().getName() + tags + " " + values;
    }

    private static String value(Measurement measurement) {
        return measurement.getStatistic().getTagValueRepresentation() + "=" + measurement.getValue();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            var content = (text + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
        }
    }

    /** Takes no more requests. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
