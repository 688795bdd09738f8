package us.apolo.images.testkit.contract;

import org.junit.jupiter.api.Timeout;

/**
 * What every {@link us.apolo.images.port.HttpTransport} does. To have a transport looked at, say how it is made; the
 * class needs a constructor without parameters:
 *
 * <pre>{@code
 * class MyTransportTest extends HttpTransportContract {
 *     @Override
 *     public HttpTransport create(HttpTransportConfig config) {
 *         return MyTransport.create(config);
 *     }
 * }
 * }</pre>
 *
 * <p>It needs the loopback interface, the JDK's {@code keytool}, and for the test of huge bodies a second Java virtual
 * machine with the class path of the first. Nothing has to be installed and nothing outside of this machine is asked.
 */
@Timeout(180)
public abstract class HttpTransportContract
        implements MessageContract,
                RefusedRequestContract,
                RequestBodyContract,
                ResponseBodyContract,
                BrokenResponseContract,
                ConnectionContract,
                TimeLimitContract,
                TlsContract,
                ProxyContract,
                EndingContract,
                HugeBodyContract {
    /** For those who extend it. */
    protected HttpTransportContract() {}
}
