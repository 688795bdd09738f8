package us.apolo.images.benchmarks.jmh;

import java.io.IOException;
import java.net.URI;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/**
 * The registry that is asked, in a process of its own, so that what it costs is not taken for the client's. It prints
 * its address and ends when its input does, which is also when whoever has started it is gone.
 */
public final class BenchmarkServer {
    /** The repository that has a tag. */
    static final String REPOSITORY = "acme/ml/app";

    /** Its tag. */
    static final String TAG = "v1";

    /** The user, and the password too. */
    static final String USER = "bench";

    private static final int LAYERS = 8;
    private static final long MEBIBYTE = 1024 * 1024;
    private static final int FORGET_MILLIS = 20;

    private BenchmarkServer() {}

    /**
     * Serves.
     *
     * @param arguments {@code kit NUMBER} for the test kit's registry with so many repositories beside the one,
     *     {@code prepared NUMBER} for a list of so many names that has been written beforehand, {@code
     *     blobs NUMBER} for an image of eight layers of so many MiB
     * @throws IOException if there is no port to be had
     */
    public static void main(String[] arguments) throws IOException {
        var number = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "kit" -> serveKit(number);
            case "prepared" -> {
                try (var catalog = PreparedCatalog.start(number)) {
                    announce(catalog.uri());
                }
            }
            case "blobs" -> {
                try (var registry = BlobRegistry.start(LAYERS, number * MEBIBYTE)) {
                    announce(registry.uri());
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void serveKit(int names) throws IOException {
        try (var server =
                RegistryServer.builder().user(USER, USER).pageLimit(10_000).start()) {
            fill(server, names);
            forgetAllTheTime(server);
            announce(server.uri());
        }
    }

    private static void fill(RegistryServer server, int names) {
        var image = TestImage.builder().layers(3, 1000).build();
        server.put(REPOSITORY, TAG, image);
        for (var i = 0; i < names; i++) {
            server.put(PreparedCatalog.name(i), TAG, image);
        }
    }

    /** It keeps what has been asked, and gets slower the more that is. */
    private static void forgetAllTheTime(RegistryServer server) {
        var thread = new Thread(
                () -> {
                    try {
                        while (true) {
                            Thread.sleep(FORGET_MILLIS);
                            server.forgetRequests();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "forget");
        thread.setDaemon(true);
        thread.start();
    }

    private static void announce(URI uri) throws IOException {
        System.out.println(uri);
        var unused = System.in.read();
    }
}
