package us.apolo.images.docker.daemon;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.function.Function;
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
    static final String PUSHED = "{\"status\":\"v1: digest: " + DIGEST + " size: 944\"}";
    static final String[] PULLED = {
        "{\"status\":\"Digest: " + DIGEST + "\"}", "{\"status\":\"Status: Downloaded newer image for " + IMAGE + "\"}"
    };

    private Transfers() {}

    static Transfer anonymous() {
        return transfer(Optional.empty());
    }

    static Transfer with(String username, String password) {
        return transfer(Optional.of(new Credentials(username, password)));
    }

    static Transfer of(Platform platform) {
        return new Transfer(IMAGE, new Repository(REGISTRY, "org/app"), Optional.empty(), platform, registry(DIGEST));
    }

    static Transfer verifiedBy(RegistryPort registry) {
        return new Transfer(IMAGE, new Repository(REGISTRY, "org/app"), Optional.empty(), null, registry);
    }

    private static Transfer transfer(Optional<Credentials> credentials) {
        return new Transfer(IMAGE, new Repository(REGISTRY, "org/app"), credentials, null, unasked());
    }

    /** A registry that nobody may ask. */
    private static RegistryPort unasked() {
        return port((name) -> {
            throw new AssertionError("The registry was asked for " + name);
        });
    }

    /** A registry that knows one digest and nothing else. */
    static RegistryPort registry(Digest digest) {
        return port(name -> digest);
    }

    private static RegistryPort port(Function<String, Digest> answer) {
        return (RegistryPort) Proxy.newProxyInstance(
                Transfers.class.getClassLoader(),
                new Class<?>[] {RegistryPort.class},
                (proxy, method, arguments) -> answer.apply(method.getName()));
    }
}
