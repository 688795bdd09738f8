package us.apolo.images.it;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.contract.RegistryTraits;

/** The registry of the test kit, as one that takes no blobs over and forgets repositories without tags. */
class KitRegistryWithoutMountsContractTest extends HttpRegistryContract {
    private static final String PASSWORD = RealServices.secret();
    private static final RegistryServer SERVER = RegistryServer.builder()
            .user(USER, PASSWORD)
            .pageLimit(5)
            .mounting(false)
            .emptyRepositories(false)
            .start();

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Override
    URI uri() {
        return SERVER.uri();
    }

    @Override
    String password() {
        return PASSWORD;
    }

    @Override
    protected RegistryTraits traits() {
        return new RegistryTraits(false, true, true, false);
    }
}
