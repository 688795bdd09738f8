package us.apolo.images.it;

import org.junit.jupiter.api.extension.ExtendWith;
import us.apolo.images.docker.cli.DockerCommand;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.testkit.contract.LocalDockerContract;
import us.apolo.images.testkit.contract.StoreTraits;

/** The Docker engine, through the {@code docker} command. */
@ExtendWith(RealServices.Extension.class)
class DockerCommandContractIT extends LocalDockerContract {
    private final String host;

    DockerCommandContractIT(RealServices services) {
        host = services.engine().host();
    }

    @Override
    protected LocalDockerPort createStore() {
        return DockerCommand.create(LocalDockerConfig.DEFAULT.withLocation(host));
    }

    @Override
    protected StoreTraits traits() {
        return new StoreTraits(false, true);
    }
}
