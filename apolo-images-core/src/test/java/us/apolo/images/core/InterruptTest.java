package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

class InterruptTest {
    private final Setting setting = new Setting();

    InterruptTest() {
        Scenario.prepare(setting);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private static void assertInterrupted(Caller caller) {
        assertThat(caller.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.INTERRUPTED));
        assertThat(caller.wasInterrupted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptBeforeTheOperationKeepsItFromAskingAnything(Scenario scenario) {
        assertInterrupted(Caller.interrupted(() -> scenario.run(setting.images)).join());
        assertThat(setting.store.calls.made()).isEmpty();
        assertThat(setting.registry.calls.made()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptInTheMiddleEndsTheOperation(Scenario scenario) {
        var there = new CountDownLatch(1);
        scenario.inTheMiddle(setting, Calls.blocking(there));
        var caller = Caller.start(() -> scenario.run(setting.images));
        Caller.await(there);

        caller.interrupt();

        assertInterrupted(caller.join());
        assertThat(setting.store.names()).containsExactly("app:v1");
        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @Test
    void anInterruptEndsTheReadingOfAStream() {
        var there = new CountDownLatch(1);
        setting.registry.calls.on("repository ", Calls.blocking(there));
        try (var images = setting.images.listStream()) {
            var caller = Caller.start(() -> images.forEach(image -> {}));
            Caller.await(there);

            caller.interrupt();

            assertInterrupted(caller.join());
        }
    }

    @Test
    void anInterruptBeforeAStepOfAStreamKeepsItFromBeingTaken() {
        try (var images = setting.images.listStream()) {
            assertInterrupted(
                    Caller.interrupted(() -> images.forEach(image -> {})).join());
        }
        assertThat(setting.registry.calls.madeStarting("repository ")).isEmpty();
    }
}
