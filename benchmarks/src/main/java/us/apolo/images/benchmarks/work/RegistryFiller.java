package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import us.apolo.images.Digest;

/** Puts many small images onto a registry that asks for no password. */
final class RegistryFiller {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final byte[] CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final byte[] LAYER = "a layer of few bytes".getBytes(StandardCharsets.UTF_8);
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;

    private final URI registry;
    private final HttpClient http = HttpClient.newHttpClient();

    RegistryFiller(URI registry) {
        this.registry = registry;
    }

    /** An image with tags {@code v0}, {@code v1} and so on, each of which has a digest of its own. */
    void tags(String repository, int count) {
        upload(repository, CONFIG);
        upload(repository, LAYER);
        for (var number = 0; number < count; number++) {
            tag(repository, "v" + number);
        }
    }

    private void upload(String repository, byte[] blob) {
        var start = send(request(repository + "/blobs/uploads/").POST(BodyPublishers.noBody()), ACCEPTED);
        var place = start.headers().firstValue("Location").orElseThrow();
        var target = URI.create(place + (place.contains("?") ? "&" : "?") + "digest=" + Digest.sha256(blob));
        send(HttpRequest.newBuilder(registry.resolve(target)).PUT(BodyPublishers.ofByteArray(blob)), CREATED);
    }

    private void tag(String repository, String tag) {
        var manifest = """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}],\
                "annotations":{"number":"%s %s"}}""".formatted(
                MANIFEST, Digest.sha256(CONFIG), CONFIG.length, Digest.sha256(LAYER), LAYER.length, repository, tag);
        send(
                request(repository + "/manifests/" + tag)
                        .header("Content-Type", MANIFEST)
                        .PUT(BodyPublishers.ofString(manifest)),
                CREATED);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(registry.resolve("/v2/" + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int expected) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != expected) {
                throw new IllegalStateException("%s was answered with %d: %s"
                        .formatted(response.request(), response.statusCode(), response.body()));
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException("The registry could not be filled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
