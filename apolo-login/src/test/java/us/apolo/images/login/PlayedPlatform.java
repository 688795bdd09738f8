package us.apolo.images.login;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** A transport that leads to a platform which answers as a test wants, and remembers what it was asked. */
final class PlayedPlatform implements HttpTransport {
    /** What the API has for an account. */
    static final String CONFIG = """
            {"authorized": true,
             "clusters": [
               {"name": "north", "registry_url": "https://registry.north.example.org", "orgs": ["acme", "other"]},
               {"name": "south", "registry_url": "https://registry.south.example.org/ignored", "orgs": []}],
             "projects": [
               {"name": "ml", "cluster_name": "north", "org_name": "acme", "role": "owner"},
               {"name": "art", "cluster_name": "north", "org_name": "acme", "role": "user"},
               {"name": "old", "cluster_name": "north", "role": "user"}]}
            """;

    private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
    private volatile Answers answers = request -> {
        throw new AssertionError("Nothing is expected, and this came: " + request);
    };

    /** What comes of a request. */
    interface Answers {
        Answer to(HttpRequest request) throws IOException;
    }

    /** An answer. */
    record Answer(int status, String body) {}

    PlayedPlatform answering(Answers how) {
        answers = how;
        return this;
    }

    PlayedPlatform answering(int status, String body) {
        return answering(request -> new Answer(status, body));
    }

    /** Gives a token. */
    PlayedPlatform renewing(String token) {
        return answering(200, "{\"access_token\": \"" + token + "\", \"expires_in\": 4000}");
    }

    List<HttpRequest> requests() {
        return List.copyOf(requests);
    }

    /** What a request has sent. */
    static String sent(HttpRequest request) {
        var body = request.body();
        if (body == null) {
            return "";
        }
        try (var in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        requests.add(request);
        var answer = answers.to(request);
        return new Response(answer.status(), answer.body());
    }

    @Override
    public void close() {
        throw new AssertionError("The transport belongs to whoever made it");
    }

    private record Response(int status, String text) implements HttpResponse {
        @Override
        public HttpHeaders headers() {
            return HttpHeaders.empty();
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        @Override
        public void abort() {
            // Nothing is held.
        }
    }
}
