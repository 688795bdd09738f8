package us.apolo.images.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import okhttp3.Dns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptibleDnsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);

    /** The operating system does not care for interrupts. */
    private List<InetAddress> neverAnswer(String host) {
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
        return List.of();
    }

    @AfterEach
    void letGo() {
        never.countDown();
    }

    @Test
    void anAnswerIsHandedOn() throws Exception {
        var address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        var dns = new InterruptibleDns(host -> List.of(address), LONG);
        assertThat(dns.lookup("a.example")).containsExactly(address);
        dns.close();
    }

    @Test
    void aNameThatIsNoneIsSaidToBe() {
        Dns none = host -> {
            throw new UnknownHostException(host);
        };
        var dns = new InterruptibleDns(none, LONG);
        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("a.example")
                .hasMessageContaining("no such name");
        dns.close();
    }

    @Test
    void theLimitEndsTheWait() {
        var dns = new InterruptibleDns(this::neverAnswer, Duration.ofMillis(50));
        assertThatThrownBy(() -> dns.lookup("a.example"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("no answer came within");
        dns.close();
    }

    @Test
    void anInterruptEndsTheWaitAndTheFlagStaysSet() throws Exception {
        var dns = new InterruptibleDns(this::neverAnswer, LONG);
        var task = new FutureTask<>(() -> {
            assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
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
        var dns = new InterruptibleDns(this::neverAnswer, LONG);
        var task = new FutureTask<>(() -> {
            assertThatThrownBy(() -> dns.lookup("a.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessageContaining("closed");
            return true;
        });
        new Thread(task).start();
        asked.await();
        dns.close();
        assertThat(task.get()).isTrue();
        assertThatThrownBy(() -> dns.lookup("a.example")).isInstanceOf(UnknownHostException.class);
    }
}
