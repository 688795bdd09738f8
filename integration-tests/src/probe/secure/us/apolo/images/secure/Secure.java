package us.apolo.images.secure;

import java.net.URI;
import java.nio.file.Path;
import us.apolo.images.ApoloConfig;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.TlsConfig;

/** Lists the images of a registry. Takes its URL and a file with the certificate of its authority. */
public final class Secure {
    private Secure() {}

    public static void main(String[] args) throws Exception {
        var config = ApoloConfig.builder()
                .cluster("secure", URI.create(args[0]))
                .organization("acme")
                .project("project")
                .build();
        var tls = HttpTransportConfig.DEFAULT.withTls(TlsConfig.trusting(Path.of(args[1])));
        try (var images = ApoloImages.builder().config(config).transport(tls).build()) {
            System.out.println("listed " + images.list());
        }
    }
}
