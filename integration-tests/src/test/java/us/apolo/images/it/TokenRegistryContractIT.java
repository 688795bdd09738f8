package us.apolo.images.it;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.TokenServer;
import us.apolo.images.testkit.contract.RegistryTraits;

/** Debian's registry where it wants tokens. */
@Tag("long")
@ParameterizedClass(name = "{0}")
@EnumSource
class TokenRegistryContractIT extends HttpRegistryContract {
    private static final String PASSWORD = RealServices.secret();
    private static final TokenServer TOKENS = TokenServer.start(Map.of(USER, PASSWORD));
    private static final RegistryProcess REGISTRY =
            RegistryProcess.builder().tokens(TOKENS).catalogMaxEntries(5).start();

    TokenRegistryContractIT(Transport transport) {
        super(transport.provider());
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
        TOKENS.close();
    }

    @Override
    URI uri() {
        return REGISTRY.uri();
    }

    @Override
    String password() {
        return PASSWORD;
    }

    @Override
    protected RegistryTraits traits() {
        return new RegistryTraits(true, false, true, false, true);
    }
}
