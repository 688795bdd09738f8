package us.apolo.images.transport.apache;

import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.contract.HttpTransportContract;

class ApacheTransportTest extends HttpTransportContract {
    @Override
    public HttpTransport create(HttpTransportConfig config) {
        return ApacheTransport.create(config);
    }
}
