package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** What tests of the registry protocol share: a registry over a scripted transport, and that nothing leaks from it. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
abstract class RegistryTest {
    static final String HOST = "registry.example.org";
    static final String ROOT = "https://" + HOST;
    static final Repository REPOSITORY = new Repository(HOST, "acme/ml/app");
    static final Reference TAG = Reference.tag("v1");
    static final String MANIFEST_URL = ROOT + "/v2/acme/ml/app/manifests/v1";
    static final String TAGS_URL = ROOT + "/v2/acme/ml/app/tags/list";
    static final Credentials CREDENTIALS = new Credentials("alice", "one-secret");
    static final String MANIFEST = """
            {"schemaVersion": 2, "layers": []}""";

    final ScriptedTransport transport = new ScriptedTransport();
    final HttpRegistry.Factory factory = new HttpRegistry.Factory(
            transport,
            ApoloConfig.builder().cluster("default", URI.create(ROOT)).build());

    /** A registry for one operation, without credentials. */
    RegistryPort registry() {
        return registry(CredentialsProvider.anonymous());
    }

    /** A registry for one operation. */
    RegistryPort registry(CredentialsProvider provider) {
        return factory.create(provider);
    }

    /** A registry for one operation, with credentials for it alone. */
    RegistryPort authenticated() {
        return registry(CredentialsProvider.of(HOST, CREDENTIALS.username(), CREDENTIALS.password()));
    }

    /** The values of {@code Authorization} of each request, {@code -} where there was none. */
    List<String> authorizations() {
        return transport.requests().stream()
                .map(request -> request.headers().first("Authorization").orElse("-"))
                .toList();
    }

    @AfterEach
    void noResponseIsLeftOpen() {
        assertThat(transport.unfinished()).as("responses that nobody closed").isZero();
    }
}
