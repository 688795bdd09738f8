package us.apolo.images.core.registry;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.port.RegistryPort;

/** What tests of tokens share: a registry that wants some. */
abstract class TokenRegistryTest extends RegistryTest {
    static final String BASIC = "Basic " + Redaction.basic(CREDENTIALS);
    static final String TOKEN_URL = TokenRegistry.REALM + "?service=registry&scope=repository%3Aacme%2Fml%2Fapp%3Apull";
    static final String GET_TOKEN = "GET " + TOKEN_URL;
    static final String GET_MANIFEST = "GET " + MANIFEST_URL;

    final TokenRegistry tokens = new TokenRegistry();
    private final HttpRegistry.Factory registries = new HttpRegistry.Factory(
            transport,
            ApoloConfig.builder()
                    .cluster("default", URI.create(ROOT))
                    .cluster("plain", URI.create("http://plain.example.org:5000"))
                    .build(),
            new Retries(RetryPolicy.NONE, Time.system()),
            tokens.clock);

    @BeforeEach
    void startScript() {
        transport.script(tokens);
    }

    @Override
    RegistryPort registry(CredentialsProvider provider) {
        return registries.create(provider);
    }

    /** The requests for tokens, method and URI. */
    List<String> tokenRequests() {
        return TokenRegistry.tokenRequests(transport);
    }
}
