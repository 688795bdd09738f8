package us.apolo.images.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import us.apolo.images.Digest;

/** The JDK's own client before a {@link RegistryServer}. */
final class Client {
    static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
    static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    static final String OCI = "application/vnd.oci.image.manifest.v1+json";
    static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final RegistryServer server;

    Client(RegistryServer server) {
        this.server = server;
    }

    HttpResponse<String> send(String method, String target, byte[] body, String... headers)
            throws IOException, InterruptedException {
        var uri = target.startsWith("http") ? URI.create(target) : URI.create(server.uri() + target);
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Sends a body whose length the client does not tell. */
    HttpResponse<String> sendChunked(String method, String target, byte[] body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(target))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String target, String... headers)
            throws IOException, InterruptedException {
        return send(method, target, new byte[0], headers);
    }

    HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
        return send("GET", target, headers);
    }

    HttpResponse<String> put(String target, String body, String mediaType) throws IOException, InterruptedException {
        return send("PUT", target, bytes(body), "Content-Type", mediaType);
    }

    /** Starts an upload and gives its address. */
    String startUpload(String repository) throws IOException, InterruptedException {
        return header(send("POST", "/v2/" + repository + "/blobs/uploads/"), "Location");
    }

    Digest upload(String repository, String content) throws IOException, InterruptedException {
        var digest = Digest.sha256(bytes(content));
        var answer = send("PUT", startUpload(repository) + "?digest=" + digest, bytes(content));
        if (answer.statusCode() != 201) {
            throw new IOException(answer.body());
        }
        return digest;
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString(bytes(user + ":" + password));
    }
}
