package us.apolo.images.testkit;

import us.apolo.images.port.RegistryPort;
import us.apolo.images.testkit.contract.RegistryPortContract;
import us.apolo.images.testkit.contract.RegistryTraits;

class InMemoryRegistryContractTest extends RegistryPortContract {
    private final RegistryPort port = new InMemoryRegistry();

    @Override
    protected RegistryPort port() {
        return port;
    }

    @Override
    protected String registry() {
        return "registry.example.org";
    }

    @Override
    protected RegistryTraits traits() {
        return RegistryTraits.ALL;
    }
}
