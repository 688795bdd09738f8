package us.apolo.images.it;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.contract.RegistryTraits;

/** The registry of the test kit, as one that deletes nothing. */
class KitRegistryWithoutDeletionContractTest extends HttpRegistryContract {
    private static final String PASSWORD = RealServices.secret();
    private static final RegistryServer SERVER = RegistryServer.builder()
            .user(USER, PASSWORD)
            .pageLimit(5)
            .deletion(false)
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
        return new RegistryTraits(true, true, false, true);
    }
}
