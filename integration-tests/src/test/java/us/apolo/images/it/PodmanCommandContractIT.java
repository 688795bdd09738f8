package us.apolo.images.it;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import us.apolo.images.docker.cli.DockerCommand;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.services.PodmanCommand;
import us.apolo.images.testkit.contract.LocalDockerContract;
import us.apolo.images.testkit.contract.StoreTraits;

/** Podman's own command in the place of {@code docker}. */
@Tag("long")
class PodmanCommandContractIT extends LocalDockerContract {
    private static PodmanCommand podman;

    @BeforeAll
    static void start() {
        podman = PodmanCommand.create("127.0.0.1");
    }

    @AfterAll
    static void stop() {
        podman.close();
    }

    @Override
    protected LocalDockerPort createStore() {
        return DockerCommand.create(LocalDockerConfig.DEFAULT, podman.path());
    }

    @Override
    protected StoreTraits traits() {
        return new StoreTraits(false, true);
    }
}
