package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.core.registry.auth.OperationCredentials;

class OperationCredentialsTest {
    private static final Credentials SOME = new Credentials("alice", "some");
    private static final Credentials OTHER = new Credentials("alice", "other");

    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void aSecondThreadWaitsForTheAnswerToTheFirst() {
        var asked = new AtomicInteger();
        var twoAsk = new CountDownLatch(2);
        var credentials = new OperationCredentials(registry -> {
            asked.incrementAndGet();
            twoAsk.countDown();
            // Gives a second question the time to come, if nothing holds it back.
            assertThat(comes(twoAsk)).isFalse();
            return Optional.of(SOME);
        });

        var first = CompletableFuture.supplyAsync(() -> credentials.of("host"), threads);
        var second = CompletableFuture.supplyAsync(() -> credentials.of("host"), threads);

        assertThat(first.join()).contains(SOME);
        assertThat(second.join()).contains(SOME);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aSecondThreadWaitsForTheRenewalOfTheFirst() {
        var twoRenew = new CountDownLatch(2);
        var credentials = new OperationCredentials(new CredentialsProvider() {
            @Override
            public Optional<Credentials> credentials(String registry) {
                return Optional.of(SOME);
            }

            @Override
            public Optional<Credentials> renew(String registry, Credentials refused) {
                twoRenew.countDown();
                assertThat(comes(twoRenew)).isFalse();
                return Optional.of(OTHER);
            }
        });
        var used = credentials.of("host");

        var first = CompletableFuture.supplyAsync(() -> credentials.renew("host", used), threads);
        var second = CompletableFuture.supplyAsync(() -> credentials.renew("host", used), threads);

        assertThat(first.join()).isTrue();
        assertThat(second.join()).isTrue();
        assertThat(credentials.of("host")).contains(OTHER);
    }

    private static boolean comes(CountDownLatch latch) {
        try {
            return latch.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyRegistryHasItsOwnCredentialsAndItsOwnRenewal() {
        var provider = new CountingProvider(Optional.of(SOME), Optional.of(OTHER));
        var credentials = new OperationCredentials(provider);

        assertThat(credentials.renew("one", credentials.of("one"))).isTrue();
        assertThat(credentials.of("one")).contains(OTHER);
        assertThat(credentials.of("two")).contains(SOME);
        assertThat(credentials.renew("two", credentials.of("two"))).isTrue();

        assertThat(provider.calls()).containsExactly("ask one", "renew one some", "ask two", "renew two some");
    }

    @Test
    void whereThereWereNoneTheProviderIsAskedOnceMore() {
        var answers = new AtomicInteger();
        var credentials = new OperationCredentials(
                registry -> answers.getAndIncrement() == 0 ? Optional.empty() : Optional.of(SOME));

        assertThat(credentials.of("host")).isEmpty();
        assertThat(credentials.renew("host", Optional.empty())).isTrue();
        assertThat(credentials.of("host")).contains(SOME);
    }

    @Test
    void aProviderThatFailsIsAskedAgain() {
        var calls = new AtomicInteger();
        var credentials = new OperationCredentials(registry -> {
            if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("not yet");
            }
            return Optional.of(SOME);
        });

        assertThatThrownBy(() -> credentials.of("host")).hasMessage("not yet");
        assertThat(credentials.of("host")).contains(SOME);
    }
}
