package us.apolo.images.benchmarks.jmh;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** The requests that the library makes, made by the transport alone and with nothing done that could be left out. */
final class BareRequests {
    private static final String USER_AGENT = "apolo-images/0.1.0-SNAPSHOT";
    private static final String MANIFESTS = "application/vnd.oci.image.index.v1+json, "
            + "application/vnd.docker.distribution.manifest.list.v2+json, "
            + "application/vnd.oci.image.manifest.v1+json, "
            + "application/vnd.docker.distribution.manifest.v2+json";
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpTransport transport;
    private final HttpRequest head;
    private final HttpRequest firstPage;

    BareRequests(HttpTransport transport, URI registry) {
        this.transport = transport;
        this.head = new HttpRequest(
                "HEAD",
                registry.resolve("/v2/" + BenchmarkServer.REPOSITORY + "/manifests/" + BenchmarkServer.TAG),
                headers(MANIFESTS));
        this.firstPage = new HttpRequest("GET", registry.resolve("/v2/_catalog?n=10000"), headers("application/json"));
    }

    private static HttpHeaders headers(String accept) {
        var login = (BenchmarkServer.USER + ":" + BenchmarkServer.USER).getBytes(StandardCharsets.UTF_8);
        return HttpHeaders.builder()
                .add("Accept", accept)
                .add("User-Agent", USER_AGENT)
                .add("Accept-Encoding", "identity")
                .add("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .build();
    }

    /** The digest, as the field of the answer has it. */
    String digest() throws IOException {
        try (var response = transport.exchange(head)) {
            return response.headers().first("Docker-Content-Digest").orElseThrow();
        }
    }

    /** Reads every page and throws it away. */
    long pages() throws IOException {
        var buffer = new byte[64 * 1024];
        return eachPage(response -> {
            var bytes = 0L;
            for (var read = 0; read >= 0; read = response.body().read(buffer)) {
                bytes += read;
            }
            return bytes;
        });
    }

    /** Reads the names of every page. */
    long names(Consumer<String> names) throws IOException {
        return eachPage(response -> {
            var count = 0L;
            try (var json = JSON.createParser(ObjectReadContext.empty(), response.body())) {
                for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.VALUE_STRING) {
                        names.accept(json.getString());
                        count++;
                    }
                }
            }
            return count;
        });
    }

    /** What is done with a page. */
    private interface Reader {
        long read(HttpResponse page) throws IOException;
    }

    private long eachPage(Reader reader) throws IOException {
        var sum = 0L;
        var request = firstPage;
        while (true) {
            try (var response = transport.exchange(request)) {
                sum += reader.read(response);
                var link = response.headers().first("Link");
                if (link.isEmpty()) {
                    return sum;
                }
                var target = link.get().substring(1, link.get().indexOf('>'));
                request = new HttpRequest("GET", request.uri().resolve(target), firstPage.headers());
            }
        }
    }
}
