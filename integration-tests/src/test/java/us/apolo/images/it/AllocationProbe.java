package us.apolo.images.it;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/**
 * A program that says how many bytes an operation allocates on the thread that asks for it, once all classes are there.
 * Where no transport is named, the answers lie ready, so that nobody but the core allocates.
 */
public final class AllocationProbe {
    private static final int ROUNDS = 30;
    private static final int NAMES = 1000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final URI REGISTRY = URI.create("https://registry.example.com");
    private static final TestImage IMAGE = TestImage.builder().layers(4, 100).build();

    private AllocationProbe() {}

    /**
     * Prints a line for each operation: its name, an equals sign and the bytes.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        try (var images = images(new ReadyAnswers(), REGISTRY)) {
            var parser = images.parser();
            var app = parser.remoteImage("image:/ml/app:v1");
            var untagged = app.withoutTag();
            measure("digest", () -> images.digest(app));
            measure("tagInfo", () -> images.tagInfo(app));
            measure("1000 tags", () -> images.tags(untagged));
            measure("1000 repositories", images::list);
            measure("1000 repositories, streamed", () -> count(images));
            measure("local name", () -> parser.localImage("registry.example.org:5000/team/app:v1"));
            measure("platform name", () -> parser.remoteImage("image://default/acme/ml/app:v1"));
            measure("external name", () -> parser.remoteImage("quay.example.org/team/app:v1"));
        }
        for (var transport : Transport.values()) {
            measureDigest(transport);
        }
    }

    private static void measureDigest(Transport transport) {
        try (var server = RegistryServer.start();
                var images = images(transport.provider().create(HttpTransportConfig.DEFAULT), server.uri())) {
            server.put("acme/ml/app", "v1", IMAGE);
            var app = images.parser().remoteImage("image:/ml/app:v1");
            measure("digest by " + transport, () -> images.digest(app));
        }
    }

    private static long count(Images images) {
        try (var all = images.listStream()) {
            return all.filter(image -> image.tag() == null).count();
        }
    }

    private static Images images(HttpTransport transport, URI registry) {
        return ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("default", registry)
                        .organization("acme")
                        .project("ml")
                        .build())
                .credentials(CredentialsProvider.of(registry.getAuthority(), "user", "password"))
                .transport(transport)
                .localStore(new InMemoryStore())
                .build();
    }

    /** The least of many rounds: something that happens now and then is not the operation's. */
    private static void measure(String name, Runnable operation) {
        var least = Long.MAX_VALUE;
        for (var round = 0; round < ROUNDS; round++) {
            var before = THREADS.getCurrentThreadAllocatedBytes();
            operation.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        System.out.println(name + "=" + least);
    }

    /** Answers at once with what lies ready. */
    private static final class ReadyAnswers implements HttpTransport {
        private final HttpHeaders manifestHeaders = HttpHeaders.builder()
                .add("Content-Type", IMAGE.manifest().content().mediaType())
                .add("Docker-Content-Digest", IMAGE.digest().toString())
                .build();
        private final byte[] manifest = IMAGE.manifest().content().bytes();
        private final byte[] tags = list("tags", "v");
        private final byte[] repositories = list("repositories", "acme/ml/app-");

        private static byte[] list(String field, String start) {
            return IntStream.range(0, NAMES)
                    .mapToObj(i -> '"' + start + i + '"')
                    .collect(Collectors.joining(",", "{\"" + field + "\":[", "]}"))
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public HttpResponse exchange(HttpRequest request) {
            var path = request.uri().getPath();
            if (path.endsWith("/tags/list")) {
                return new Answer(HttpHeaders.empty(), new ByteArrayInputStream(tags));
            }
            return path.endsWith("/_catalog")
                    ? new Answer(HttpHeaders.empty(), new ByteArrayInputStream(repositories))
                    : new Answer(manifestHeaders, new ByteArrayInputStream(manifest));
        }

        @Override
        public void close() {
            // There is nothing to free.
        }
    }

    private record Answer(HttpHeaders headers, InputStream body) implements HttpResponse {
        @Override
        public int status() {
            return 200;
        }

        @Override
        public void close() {
            // There is no connection.
        }

        @Override
        public void abort() {
            // There is no connection.
        }
    }
}
