package us.apolo.images.it;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.testkit.contract.RegistryPortContract;

/** The library's own registry port over a real transport, before a registry that a subclass names. */
abstract class HttpRegistryContract extends RegistryPortContract {
    static final String USER = "alice";

    private final HttpTransport transport;

    HttpRegistryContract(HttpTransportProvider provider) {
        transport = provider.create(HttpTransportConfig.DEFAULT);
    }

    abstract URI uri();

    abstract String password();

    @Override
    protected String registry() {
        return uri().getAuthority();
    }

    @Override
    protected RegistryPort port() {
        var config = ApoloConfig.builder().cluster("default", uri()).build();
        var credentials = CredentialsProvider.of(registry(), USER, password());
        return new HttpRegistry.Factory(transport, config).create(credentials);
    }

    @AfterEach
    void closeTransport() {
        transport.close();
    }
}
