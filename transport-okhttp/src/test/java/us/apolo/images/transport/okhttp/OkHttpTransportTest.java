package us.apolo.images.transport.okhttp;

import java.util.Set;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.contract.HttpTransportContract;

class OkHttpTransportTest extends HttpTransportContract {
    @Override
    public HttpTransport create(HttpTransportConfig config) {
        return OkHttpTransport.create(config);
    }

    @Override
    public Set<String> lingeringThreads() {
        return Set.of("OkHttp TaskRunner", "Okio Watchdog");
    }
}
