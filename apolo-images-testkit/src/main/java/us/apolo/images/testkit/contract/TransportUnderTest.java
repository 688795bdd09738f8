package us.apolo.images.testkit.contract;

import java.util.Set;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;

/** What a suite has to know of the transport that it looks at. */
public interface TransportUnderTest {
    /**
     * Makes a transport. The suite closes it.
     *
     * @param config how
     * @return a new transport
     */
    HttpTransport create(HttpTransportConfig config);

    /**
     * Names the threads that outlive every transport: daemon threads that a library has once for the whole Java virtual
     * machine and that end by themselves. A transport that has such threads says so in its documentation.
     *
     * @return how the names of those threads begin; nothing, unless overridden
     */
    default Set<String> lingeringThreads() {
        return Set.of();
    }
}
