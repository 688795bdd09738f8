package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProxyProcessIT {
    @Test
    void itLetsThroughWhoHasThePasswordAndWritesItDown() throws Exception {
        try (var registry = RegistryProcess.builder().start();
                var proxy = ProxyProcess.start("alice", "first secret")) {
            assertThat(statusOf(registry, proxy, "")).isEqualTo(407);
            assertThat(statusOf(registry, proxy, "alice:second")).isEqualTo(407);
            assertThat(statusOf(registry, proxy, "alice:first secret")).isEqualTo(200);
            assertThat(proxy.requests())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("/200 ") && line.contains(registry.uri() + "/v2/ alice "));
        }
    }

    private static int statusOf(RegistryProcess registry, ProxyProcess proxy, String user) throws Exception {
        var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), proxy.port());
        var connection = (HttpURLConnection)
                registry.uri().resolve("/v2/").toURL().openConnection(new Proxy(Proxy.Type.HTTP, address));
        if (!user.isEmpty()) {
            var encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
            connection.setRequestProperty("Proxy-Authorization", "Basic " + encoded);
        }
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
