package us.apolo.images.quickstart;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.testkit.RegistryServer;

/**
 * A registry.
 *
 * @param url where it is
 * @param credentials for it; empty to go without
 * @param isKept whether it outlives the program
 * @param end ends it, unless it is the user's
 */
record RegistryPart(URI url, Optional<Credentials> credentials, boolean isKept, Runnable end) implements AutoCloseable {
    static RegistryPart at(URI url, Optional<Credentials> credentials) {
        return new RegistryPart(url, credentials, true, () -> {});
    }

    /** Debian's registry. */
    static RegistryPart started() {
        var credentials = newCredentials();
        var registry = RegistryProcess.builder()
                .user(credentials.username(), credentials.password())
                .start();
        return new RegistryPart(registry.uri(), Optional.of(credentials), false, registry::close);
    }

    /** The test kit's registry, which needs nothing but this program. */
    static RegistryPart inThisProgram() {
        var credentials = newCredentials();
        var registry = RegistryServer.builder()
                .user(credentials.username(), credentials.password())
                .start();
        return new RegistryPart(registry.uri(), Optional.of(credentials), false, registry::close);
    }

    private static Credentials newCredentials() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return new Credentials("quickstart", HexFormat.of().formatHex(bytes));
    }

    @Override
    public void close() {
        end.run();
    }
}
