package us.apolo.images.it;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import us.apolo.images.docker.cli.DockerCommand;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.services.PodmanService;
import us.apolo.images.testkit.contract.LocalDockerContract;
import us.apolo.images.testkit.contract.StoreTraits;

/** Podman's service, through the {@code docker} command. */
class PodmanServiceCommandContractIT extends LocalDockerContract {
    private static PodmanService podman;

    @BeforeAll
    static void start() {
        podman = PodmanService.start("127.0.0.1");
    }

    @AfterAll
    static void stop() {
        podman.close();
    }

    @Override
    protected LocalDockerPort createStore() {
        return DockerCommand.create(LocalDockerConfig.DEFAULT.withLocation(podman.host()));
    }

    @Override
    protected StoreTraits traits() {
        return new StoreTraits(false, false);
    }
}
