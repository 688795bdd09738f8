package us.apolo.images.it;

import org.junit.jupiter.api.extension.ExtendWith;
import us.apolo.images.docker.daemon.DockerDaemon;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.testkit.contract.LocalDockerContract;
import us.apolo.images.testkit.contract.StoreTraits;

/** The Docker engine, through its API. */
@ExtendWith(RealServices.Extension.class)
class DockerDaemonContractIT extends LocalDockerContract {
    private final String host;

    DockerDaemonContractIT(RealServices services) {
        host = services.engine().host();
    }

    @Override
    protected LocalDockerPort createStore() {
        return DockerDaemon.create(LocalDockerConfig.DEFAULT.withLocation(host));
    }

    @Override
    protected StoreTraits traits() {
        return StoreTraits.ALL;
    }
}
