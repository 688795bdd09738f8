package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.FULL_NAME;
import static us.apolo.images.core.Setting.HOST;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.Attempt;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.ImagesException;
import us.apolo.images.LayerStatus;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.TransferFailedException;
import us.apolo.images.core.operation.FakeTime;
import us.apolo.images.core.operation.Heard;
import us.apolo.images.observation.Retry;
import us.apolo.images.observation.TransferEnd;
import us.apolo.images.observation.TransferStart;

/** Pushes and pulls that fail for the registry's sake are done again; others are not. */
class TransferRetryTest {
    private final FakeTime time = new FakeTime();
    private final Heard heard = new Heard();
    private final Setting setting =
            new Setting(builder -> builder.time(time).observer(heard).retries(RetryPolicy.DEFAULT));

    TransferRetryTest() {
        Scenario.prepare(setting);
    }

    @AfterEach
    void nothingIsLeftInTheStore() {
        assertThat(setting.store.names()).contains("app:v1").doesNotContain(FULL_NAME);
        setting.close();
    }

    enum Direction {
        PUSH,
        PULL;

        String call() {
            return this == PUSH ? "push " : "pull ";
        }

        void run(Setting setting) {
            if (this == PUSH) {
                setting.images.push(LOCAL, REMOTE);
            } else {
                setting.images.pull(REMOTE);
            }
        }
    }

    private static ImagesException unavailable() {
        return new RegistryUnavailableException("The engine says: 502 Bad Gateway", null, null);
    }

    /** The store's first transfers fail, each with the next of these. */
    private void failing(String call, ImagesException... failures) {
        var left = new ArrayDeque<>(List.of(failures));
        setting.store.calls.on(call, () -> {
            if (!left.isEmpty()) {
                throw left.remove();
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void aTransferIsDoneAgainUntilItWorks(Direction direction) {
        failing(direction.call(), unavailable(), new RateLimitedException("toomanyrequests", null, null, null));

        direction.run(setting);

        assertThat(setting.store.calls.madeStarting(direction.call())).hasSize(3);
        assertThat(time.slept()).hasSize(2);
        assertThat(setting.registry.calls.madeStarting("digest")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void theLastErrorTellsOfAllAttempts(Direction direction) {
        failing(direction.call(), unavailable(), unavailable(), unavailable(), unavailable());

        assertThatThrownBy(() -> direction.run(setting))
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.attempts()).hasSize(4))
                .hasMessageContaining("The engine says: 502 Bad Gateway (after 4 attempts in ");
    }

    static Stream<ImagesException> lasting() {
        return Stream.of(
                new NotAuthorizedException("denied", null, null),
                new NotAuthenticatedException("unauthorized", null, null),
                new TransferFailedException("The engine did not finish its answer", null, null),
                new EngineUnavailableException("There is no engine", List.of(), null),
                RegistryUnavailableException.lasting("x509: not trusted", null));
    }

    @ParameterizedTest
    @MethodSource("lasting")
    void whatDoesNotPassIsFinal(ImagesException failure) {
        failing("push ", failure);

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(failure);
        assertThat(setting.store.calls.madeStarting("push ")).hasSize(1);
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void whatAStoreThatMovesTheBytesItselfHasTriedIsNotTriedAgain() {
        var failure = unavailable();
        failure.noteAttempts(List.of(new Attempt(502, "502", Duration.ZERO)));
        failing("push ", failure);

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(failure);
        assertThat(setting.store.calls.madeStarting("push ")).hasSize(1);
    }

    @Test
    void theNameStaysDuringTheWaitAndIsPutBackAfterwards() {
        failing("push ", unavailable());
        var during = new ArrayList<Boolean>();
        time.onSleep(() -> during.add(setting.store.names().contains(FULL_NAME)));

        setting.images.push(LOCAL, REMOTE);

        assertThat(during).containsExactly(true);
    }

    @Test
    void aListenerHearsOfTheBeginningOnceAndOfTheLayersAnew() {
        failing("middle of push", unavailable());
        var events = new ArrayList<Object>();
        setting.images.push(LOCAL, REMOTE, new ImageProgressListener() {
            @Override
            public void push(ImageProgressPush event) {
                events.add("push");
            }

            @Override
            public void step(ImageProgressStep event) {
                events.add(event.status());
            }
        });

        assertThat(events)
                .containsExactly("push", LayerStatus.TRANSFERRING, LayerStatus.TRANSFERRING, LayerStatus.DONE);
    }

    @Test
    void freshCredentialsAreUsedForTheNextAttempt() {
        var provider = new CredentialsProvider() {
            @Override
            public Optional<Credentials> credentials(String registry) {
                return Optional.of(new Credentials("alice", "old"));
            }

            @Override
            public Optional<Credentials> renew(String registry, Credentials rejected) {
                return Optional.of(new Credentials("alice", "new"));
            }
        };
        try (var other = new Setting(builder -> builder.time(time).credentials(provider))) {
            Scenario.prepare(other);
            var left = new ArrayDeque<ImagesException>(List.of(unavailable()));
            other.store.accept(credentials ->
                    credentials.filter(it -> it.password().equals("new")).isPresent());
            other.store.calls.on("middle of push", () -> {
                if (!left.isEmpty()) {
                    throw left.remove();
                }
            });

            other.images.push(LOCAL, REMOTE);

            assertThat(other.store.transfers)
                    .extracting(transfer -> transfer.credentials().orElseThrow().password())
                    .containsExactly("old", "new", "new");
        }
    }

    @Test
    void anInterruptEndsTheWait() {
        failing("push ", unavailable());
        time.onSleep(Thread.currentThread()::interrupt);

        var caller = Caller.start(() -> {
            time.onSleep(Thread.currentThread()::interrupt);
            setting.images.push(LOCAL, REMOTE);
        });

        assertThat(caller.join().failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED))
                .hasMessageContaining("waited for its next attempt");
        assertThat(caller.wasInterrupted()).isTrue();
        assertThat(setting.store.calls.madeStarting("push ")).hasSize(1);
    }

    @Test
    void closingEndsTheWait() {
        failing("push ", unavailable());
        var there = new CountDownLatch(1);
        time.onSleep(() -> waitInterruptibly(there));
        var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);

        setting.images.close();

        assertThat(caller.join().failure()).isInstanceOfSatisfying(OperationCancelledException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.CLOSED);
            assertThat(e.attempts()).hasSize(1);
        });
        assertThat(caller.wasInterrupted()).isFalse();
    }

    @Test
    void cancellingEndsTheWait() {
        failing("push ", unavailable());
        var there = new CountDownLatch(1);
        time.onSleep(() -> waitInterruptibly(there));
        var future = setting.images.async().push(LOCAL, REMOTE);
        Caller.await(there);

        future.cancel(true);

        Caller.await(() -> setting.store.names().equals(Set.of("app:v1")));
        assertThat(setting.store.calls.madeStarting("push ")).hasSize(1);
    }

    /** As long as no interrupt comes. */
    private static void waitInterruptibly(CountDownLatch there) {
        there.countDown();
        Caller.await(Thread.currentThread()::isInterrupted);
    }

    @Test
    void thoseWhoObserveHearOfEachAttempt() {
        var failure = unavailable();
        failing("middle of push", failure);

        setting.images.push(LOCAL, REMOTE);

        assertThat(heard.all(TransferStart.class))
                .containsExactly(new TransferStart(FULL_NAME, HOST, 1), new TransferStart(FULL_NAME, HOST, 2));
        assertThat(heard.only(Retry.class))
                .satisfies(retry -> assertThat(retry.failure()).isSameAs(failure))
                .returns("push", Retry::name)
                .returns(HOST, Retry::registry)
                .returns(1, Retry::attempt);
        assertThat(heard.all(TransferEnd.class))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .returns("RegistryUnavailableException", TransferEnd::outcome)
                                .returns(1, TransferEnd::layers)
                                .returns(0, TransferEnd::layersMoved),
                        second -> assertThat(second)
                                .returns("success", TransferEnd::outcome)
                                .returns(1, TransferEnd::layers)
                                .returns(1, TransferEnd::layersMoved));
    }
}
