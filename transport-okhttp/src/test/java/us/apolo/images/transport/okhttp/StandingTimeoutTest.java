package us.apolo.images.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/** It is one for the whole virtual machine, so each round finds it as the one before has left it. */
@Timeout(60)
class StandingTimeoutTest {
    @RepeatedTest(2)
    void standsForARequestAndFallsWhenThereAreNoMore() throws InterruptedException {
        StandingTimeout.hold();

        assertThat(StandingTimeout.stands()).isTrue();
        while (StandingTimeout.stands()) {
            Thread.sleep(50);
        }
    }
}
