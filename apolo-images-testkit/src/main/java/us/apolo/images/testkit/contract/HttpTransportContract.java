package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
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
                StatusContract,
                RefusedRequestContract,
                RequestBodyContract,
                ResponseBodyContract,
                BrokenResponseContract,
                ConnectionContract,
                StaleConnectionContract,
                TimeLimitContract,
                TlsContract,
                ProxyContract,
                EndingContract,
                HugeBodyContract {
    /** For those who extend it. */
    protected HttpTransportContract() {}

    /** A suite with a test that somebody has replaced says nothing. */
    @Test
    final void noTestIsReplaced() {
        var replaced = Arrays.stream(HttpTransportContract.class.getMethods())
                .filter(test -> test.getDeclaringClass().isInterface() && test.getParameterCount() == 0)
                .filter(test -> !test.getName().equals("lingeringThreads"))
                .filter(test -> !isItsOwn(test))
                .map(Method::getName)
                .toList();
        assertEquals(List.of(), replaced);
    }

    private boolean isItsOwn(Method test) {
        try {
            return getClass().getMethod(test.getName()).equals(test);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("A public method of a superclass is gone", e);
        }
    }
}
