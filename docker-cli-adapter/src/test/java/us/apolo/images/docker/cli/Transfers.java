package us.apolo.images.docker.cli;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;

/** What tests transfer. */
final class Transfers {
    static final String REGISTRY = "registry.example:5000";
    static final LocalImage IMAGE = new LocalImage(REGISTRY + "/org/app", "v1");
    static final Digest DIGEST = Digest.sha256(new byte[] {1});
    static final Digest OTHER_DIGEST = Digest.sha256(new byte[] {2});
    static final String ID = Digest.sha256(new byte[] {3}).encoded();
    static final String LAYER = "2eb0122d2982";
    static final String PUSHED = "v1: digest: " + DIGEST + " size: 944";
    static final String[] PULLED = {
        "v1: Pulling from org/app",
        LAYER + ": Pulling fs layer",
        LAYER + ": Verifying Checksum",
        LAYER + ": Download complete",
        LAYER + ": Pull complete",
        "Digest: " + DIGEST,
        "Status: Downloaded newer image for " + IMAGE,
        IMAGE.toString()
    };

    private Transfers() {}

    static Transfer anonymous() {
        return transfer(IMAGE, Optional.empty(), null, unasked());
    }

    static Transfer with(String username, String password) {
        return transfer(IMAGE, Optional.of(new Credentials(username, password)), null, unasked());
    }

    static Transfer of(Platform platform) {
        return transfer(IMAGE, Optional.empty(), platform, unasked());
    }

    static Transfer verifiedBy(Digest digest) {
        return transfer(IMAGE, Optional.empty(), null, port(name -> digest));
    }

    static Transfer fromDockerHub(Credentials credentials) {
        return new Transfer(
                new LocalImage("docker.io/library/app", "v1"),
                new Repository(Repository.DOCKER_HUB, "library/app"),
                Optional.of(credentials),
                null,
                unasked());
    }

    /** What a real command transfers. */
    static Transfer of(LocalImage image, String registry, String path, Optional<Credentials> credentials) {
        return new Transfer(image, new Repository(registry, path), credentials, null, unasked());
    }

    private static Transfer transfer(
            LocalImage image, Optional<Credentials> credentials, @Nullable Platform platform, RegistryPort registry) {
        return new Transfer(image, new Repository(REGISTRY, "org/app"), credentials, platform, registry);
    }

    /** A registry that nobody may ask. */
    private static RegistryPort unasked() {
        return port(name -> {
            throw new AssertionError("The registry was asked for " + name);
        });
    }

    private static RegistryPort port(Function<String, Digest> answer) {
        return (RegistryPort) Proxy.newProxyInstance(
                Transfers.class.getClassLoader(),
                new Class<?>[] {RegistryPort.class},
                (proxy, method, arguments) -> answer.apply(method.getName()));
    }
}
