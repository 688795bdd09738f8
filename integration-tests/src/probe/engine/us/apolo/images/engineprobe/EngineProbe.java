package us.apolo.images.engineprobe;

import java.lang.reflect.Proxy;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.docker.daemon.DockerDaemon;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;

/** Does with an engine whatever a local store does, and says what came of each. The engine is that of the environment. */
public final class EngineProbe {
    private static final LocalImage IMAGE = new LocalImage("registry.example/app", "v1");

    private EngineProbe() {}

    /** Something that gives a result or fails. */
    private interface Attempt {
        Object run();
    }

    public static void main(String[] args) {
        try (var store = DockerDaemon.create(LocalDockerConfig.DEFAULT)) {
            say("inspect", () -> store.inspect(IMAGE));
            say("tag", () -> {
                store.tag(Digest.sha256(new byte[0]), IMAGE);
                return "done";
            });
            say("untag", () -> {
                store.untag(IMAGE);
                return "done";
            });
            say("push", () -> store.push(transfer(), step -> System.out.println("step " + step.layerId())));
            say("pull", () -> store.pull(transfer(), step -> System.out.println("step " + step.layerId())));
        }
    }

    private static void say(String what, Attempt attempt) {
        try {
            System.out.println(what + " " + attempt.run());
        } catch (RuntimeException e) {
            System.out.println(what + " " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private static Transfer transfer() {
        var registry = (RegistryPort) Proxy.newProxyInstance(
                EngineProbe.class.getClassLoader(), new Class<?>[] {RegistryPort.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("Nobody asks the registry here");
                });
        return new Transfer(
                IMAGE,
                new Repository("registry.example", "app"),
                Optional.of(new Credentials("user", "a password")),
                null,
                registry);
    }
}
