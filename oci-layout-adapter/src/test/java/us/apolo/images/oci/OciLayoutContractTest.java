package us.apolo.images.oci;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.testkit.contract.LocalDockerContract;
import us.apolo.images.testkit.contract.StoreTraits;

class OciLayoutContractTest extends LocalDockerContract {
    @TempDir
    Path parent = Path.of("");

    @Override
    protected LocalDockerPort createStore() {
        return OciLayout.open(parent.resolve("layout"));
    }

    @Override
    protected StoreTraits traits() {
        return StoreTraits.ALL;
    }
}
