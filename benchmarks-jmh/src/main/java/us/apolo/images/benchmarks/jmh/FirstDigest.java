package us.apolo.images.benchmarks.jmh;

import java.net.URI;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.core.ApoloImages;

/** Asks for one digest and ends, as a whole program. */
public final class FirstDigest {
    private FirstDigest() {}

    /**
     * Asks. The user and the password are those in {@code BENCHMARK_USER} and {@code BENCHMARK_PASSWORD}, or none.
     *
     * @param arguments the transport, the registry's URL, and the repository with its tag, {@code org/project/name:tag}
     */
    public static void main(String[] arguments) {
        var begin = System.nanoTime();
        var registry = URI.create(arguments[1]);
        var config = ApoloConfig.builder().cluster("default", registry).build();
        try (var images = ApoloImages.builder()
                .config(config)
                .credentials(credentials(registry))
                .transport(arguments[0])
                .build()) {
            var image = images.parser().remoteImage(registry.getAuthority() + "/" + arguments[2]);
            var digest = images.digest(image);
            System.out.println("{\"digest\":\"" + digest + "\",\"mainMillis\":"
                    + Math.round((System.nanoTime() - begin) / 1e5) / 10.0 + "}");
        }
    }

    private static CredentialsProvider credentials(URI registry) {
        var user = System.getenv("BENCHMARK_USER");
        var password = System.getenv("BENCHMARK_PASSWORD");
        return user == null || password == null
                ? CredentialsProvider.anonymous()
                : CredentialsProvider.of(registry.getAuthority(), user, password);
    }
}
