package us.apolo.images.it;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.testkit.contract.RegistryTraits;

/** Debian's registry, which lists tags in any order and all at once, and cannot delete a tag alone. */
@Tag("long")
@ParameterizedClass(name = "{0}")
@EnumSource
class DebianRegistryContractIT extends HttpRegistryContract {
    private static final String PASSWORD = RealServices.secret();
    private static final RegistryProcess REGISTRY =
            RegistryProcess.builder().user(USER, PASSWORD).catalogMaxEntries(5).start();

    DebianRegistryContractIT(Transport transport) {
        super(transport.provider());
    }

    @AfterAll
    static void close() {
        REGISTRY.close();
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
