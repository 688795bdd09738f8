package us.apolo.images.benchmarks.jmh;

import java.net.URI;
import java.util.List;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.transport.apache.ApacheTransport;
import us.apolo.images.transport.okhttp.OkHttpTransport;

/** The transports, each by its name, and the library over one. */
final class Transports {
    /** Their names. */
    static final List<String> NAMES = List.of("okhttp", "apache");

    private Transports() {}

    static HttpTransport open(String name) {
        return name.equals("okhttp")
                ? OkHttpTransport.create(HttpTransportConfig.DEFAULT)
                : ApacheTransport.create(HttpTransportConfig.DEFAULT);
    }

    /** The library over a transport, which it closes. */
    static Images images(HttpTransport transport, URI registry) {
        return ApoloImages.builder()
                .config(config(registry))
                .credentials(
                        CredentialsProvider.of(registry.getAuthority(), BenchmarkServer.USER, BenchmarkServer.USER))
                .transport(transport)
                .build();
    }

    static ApoloConfig config(URI registry) {
        return ApoloConfig.builder()
                .cluster("default", registry)
                .organization("acme")
                .project("ml")
                .build();
    }
}
