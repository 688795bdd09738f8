package us.apolo.images.it;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.testkit.contract.RegistryTraits;

/** Debian's registry, which lists tags in any order and all at once. */
class DebianRegistryContractIT extends HttpRegistryContract {
    private static final String PASSWORD = RealServices.secret();
    private static final RegistryProcess REGISTRY =
            RegistryProcess.builder().user(USER, PASSWORD).catalogMaxEntries(5).start();

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
        return new RegistryTraits(true, false, true, true);
    }
}
