package us.apolo.images.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;

/** The registry without relay and library: to put things where they are to be, and to look whether they are. */
final class DirectRegistry {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final Pattern DIGEST = Pattern.compile("\"digest\"\\s*:\\s*\"(sha256:[0-9a-f]{64})\"");
    private static final int LIMIT_MILLIS = 60_000;

    private final URI registry;
    private final String authorization;

    DirectRegistry(URI registry, Credentials credentials) {
        this.registry = registry;
        var pair = credentials.username() + ":" + credentials.password();
        authorization = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    void putBlob(String repository, byte[] content) {
        var upload = exchange("POST", uri(repository, "blobs/uploads/"), null, new byte[0]);
        expect(upload, 202);
        var target = Objects.requireNonNull(upload.location());
        var separator = target.contains("?") ? "&" : "?";
        var stored = exchange(
                "PUT",
                registry.resolve(target + separator + "digest=" + Digest.sha256(content)),
                "application/octet-stream",
                content);
        expect(stored, 201);
    }

    void putManifest(String repository, String tag, byte[] manifest) {
        expect(exchange("PUT", uri(repository, "manifests/" + tag), MANIFEST, manifest), 201);
    }

    /** Whether the registry has a tag or a digest. */
    boolean has(String repository, String reference) {
        var answer = exchange("HEAD", uri(repository, "manifests/" + reference), null, null);
        expect(answer, 200, 404);
        return answer.status() == 200;
    }

    /** Deletes a manifest, unless it is gone already. */
    void remove(String repository, Digest digest) {
        expect(exchange("DELETE", uri(repository, "manifests/" + digest), null, null), 202, 404);
    }

    /** Deletes a tag's manifest and what it is made of, so that whoever pushes it again has to send it. */
    void removeWithBlobs(String repository, String tag) {
        var manifest = exchange("GET", uri(repository, "manifests/" + tag), null, null);
        expect(manifest, 200, 404);
        if (manifest.status() == 200) {
            remove(repository, Digest.sha256(manifest.bytes()));
            var parts = DIGEST.matcher(manifest.body());
            while (parts.find()) {
                expect(exchange("DELETE", uri(repository, "blobs/" + parts.group(1)), null, null), 202, 404);
            }
        }
    }

    private URI uri(String repository, String rest) {
        return registry.resolve("/v2/" + repository + "/" + rest);
    }

    private static void expect(Answer answer, int... statuses) {
        for (var status : statuses) {
            if (answer.status() == status) {
                return;
            }
        }
        throw new IllegalStateException("The registry itself gave status %d to %s: %s"
                .formatted(answer.status(), answer.request(), answer.body()));
    }

    /** The body has a character for each byte. */
    private record Answer(
            String request, int status, @Nullable String location, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private Answer exchange(String method, URI uri, @Nullable String type, byte @Nullable [] body) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(LIMIT_MILLIS);
            connection.setReadTimeout(LIMIT_MILLIS);
            connection.setRequestMethod(method);
            connection.setRequestProperty("Authorization", authorization);
            connection.setRequestProperty(
                    "Accept", MANIFEST + ", application/vnd.docker.distribution.manifest.v2+json");
            if (body != null) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                if (type != null) {
                    connection.setRequestProperty("Content-Type", type);
                }
                try (var out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            return answer(method + " " + uri.getPath(), connection);
        } catch (IOException e) {
            throw new UncheckedIOException("The registry itself did not answer", e);
        }
    }

    private static Answer answer(String request, HttpURLConnection connection) throws IOException {
        var status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(
                    request,
                    status,
                    connection.getHeaderField("Location"),
                    in == null ? "" : new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }
}
