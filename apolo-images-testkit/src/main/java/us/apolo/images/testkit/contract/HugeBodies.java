package us.apolo.images.testkit.contract;

import java.io.InputStream;
import java.net.URI;
import java.util.OptionalLong;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpTransport;

/** The program that {@link HugeBodyContract} runs in a small Java virtual machine. */
final class HugeBodies {
    /** How much goes each way: more than an int counts, and 48 times what the memory holds. */
    static final long HUGE = 3L << 30;

    private HugeBodies() {}

    /**
     * Sends a huge body and reads one.
     *
     * @param arguments the class of the suite, and where the server is
     * @throws Exception if anything fails, which ends the program with a status that is not zero
     */
    public static void main(String[] arguments) throws Exception {
        var constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        var suite = (TransportUnderTest) constructor.newInstance();
        try (var transport = suite.create(Limits.PATIENT)) {
            send(transport, URI.create(arguments[1]));
            read(transport, URI.create(arguments[1]));
        }
        // Library threads are not waited for.
        System.exit(0);
    }

    private static void send(HttpTransport transport, URI uri) throws Exception {
        var body = new TestBody(OptionalLong.of(HUGE), () -> new Zeros(HUGE));
        try (var response = transport.exchange(new HttpRequest("PUT", uri, HttpHeaders.empty(), body))) {
            require(response.status() == 201, "status " + response.status());
        }
    }

    private static void read(HttpTransport transport, URI uri) throws Exception {
        try (var response = transport.exchange(Requests.get(uri))) {
            var piece = new byte[64 * 1024];
            var total = 0L;
            for (var count = response.body().read(piece);
                    count >= 0;
                    count = response.body().read(piece)) {
                total += count;
            }
            require(total == HUGE, total + " bytes came");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalStateException(message);
        }
    }

    /** So many zeros. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long count) {
            left = count;
        }

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            var count = (int) Math.min(length, left);
            left -= count;
            return count;
        }
    }
}
