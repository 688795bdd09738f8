package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.function.Executable;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** What the tests of a registry are about. */
abstract class RegistryUnderTest {
    private static final AtomicInteger REPOSITORIES = new AtomicInteger();
    private static final String RUN = Long.toString(System.nanoTime(), 36).replace("-", "n");

    /**
     * What is to be tested.
     *
     * @return the port; a new one or the same with each call
     */
    protected abstract RegistryPort port();

    /**
     * The registry that the port is to be asked about, in which the account may do everything. Others may use it, too.
     *
     * @return its authority
     */
    protected abstract String registry();

    /**
     * What this registry does.
     *
     * @return its traits
     */
    protected abstract RegistryTraits traits();

    /** A repository that nobody else has. */
    final Repository newRepository() {
        return repository("contract/%s/%04d".formatted(RUN, REPOSITORIES.incrementAndGet()));
    }

    final Repository repository(String path) {
        return new Repository(registry(), path);
    }

    /** Wants that something is not found, and that the error says what and where. */
    final void assertNotFound(String image, Executable call) {
        var error = assertThrows(ImageNotFoundException.class, call);
        assertTrue(error.image().contains(image), () -> error.image() + " names " + image);
        assertTrue(error.where().contains(registry()), () -> error.where() + " names " + registry());
    }
}
