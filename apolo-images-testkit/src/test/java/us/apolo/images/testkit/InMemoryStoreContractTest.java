package us.apolo.images.testkit;

import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.testkit.contract.LocalDockerContract;
import us.apolo.images.testkit.contract.StoreTraits;

class InMemoryStoreContractTest extends LocalDockerContract {
    @Override
    protected LocalDockerPort createStore() {
        return new InMemoryStore();
    }

    @Override
    protected StoreTraits traits() {
        return StoreTraits.ALL;
    }
}
