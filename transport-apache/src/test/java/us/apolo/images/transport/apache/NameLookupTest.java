package us.apolo.images.transport.apache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NameLookupTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    /** The operating system does not care for interrupts. */
    private InetAddress[] neverAnswer(String host) {
        asked.countDown();
        var waiting = true;
        while (waiting) {
            try {
                never.await();
                waiting = false;
            } catch (InterruptedException e) {
                waiting = true;
            }
        }
        return new InetAddress[0];
    }

    private interface Answer {
        InetAddress[] to(String host) throws UnknownHostException;
    }

    private static DnsResolver answering(Answer answer) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return answer.to(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    @AfterEach
    void letGo() {
        never.countDown();
    }

    @Test
    void anAnswerIsHandedOn() throws Exception {
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var dns = new NameLookup(answering(host -> new InetAddress[] {address}), LONG);
        assertThat(dns.resolve("a.example")).containsExactly(address);
        dns.close();
    }

    @Test
    void aNameThatIsNoneIsSaidToBe() {
        var dns = new NameLookup(
                answering(host -> {
                    throw new UnknownHostException(host);
                }),
                LONG);
        assertThatThrownBy(() -> dns.resolve("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("a.example")
                .hasMessageContaining("no such name");
        dns.close();
    }

    @Test
    void theLimitEndsTheWait() {
        var dns = new NameLookup(answering(this::neverAnswer), Duration.ofMillis(50));
        assertThatThrownBy(() -> dns.resolve("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no answer came within");
        dns.close();
    }

    @Test
    void anInterruptEndsTheWaitAndTheFlagStaysSet() throws Exception {
        var dns = new NameLookup(answering(this::neverAnswer), LONG);
        var task = new FutureTask<>(() -> {
            assertThatThrownBy(() -> dns.resolve("a.example")).isInstanceOf(UnknownHostException.class);
            return Thread.currentThread().isInterrupted();
        });
        var thread = new Thread(task);
        thread.start();
        asked.await();
        thread.interrupt();
        assertThat(task.get()).isTrue();
        dns.close();
    }

    @Test
    void toCloseEndsTheWait() throws Exception {
        var dns = new NameLookup(answering(this::neverAnswer), LONG);
        var task = new FutureTask<>(() -> {
            assertThatThrownBy(() -> dns.resolve("a.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("closed");
            return true;
        });
        new Thread(task).start();
        asked.await();
        dns.close();
        assertThat(task.get()).isTrue();
        assertThatThrownBy(() -> dns.resolve("a.example")).isInstanceOf(UnknownHostException.class);
    }
}
