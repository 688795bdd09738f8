package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeadStartTest {
    @Test
    void itEndsByItselfAndKeepsNoProgramAlive() throws InterruptedException {
        var thread = HeadStart.begin();

        assertThat(thread.isDaemon()).isTrue();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        assertThat(thread.isAlive()).isFalse();
    }
}
