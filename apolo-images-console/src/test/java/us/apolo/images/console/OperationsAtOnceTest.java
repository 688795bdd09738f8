package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.console.Events.MB;
import static us.apolo.images.console.Events.done;
import static us.apolo.images.console.Events.layer;
import static us.apolo.images.console.Events.moving;
import static us.apolo.images.console.Events.pull;
import static us.apolo.images.console.Events.push;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperationsAtOnceTest {
    @Test
    void theyShareAPictureAndEachKeepsItsLayers() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(moving(layer(1), MB, 4 * MB));
            other.submit(() -> {
                        console.progress.pull(pull());
                        console.progress.step(done(layer(1), 2 * MB));
                    })
                    .get(10, TimeUnit.SECONDS);
            console.progress.step(done(layer(1), 4 * MB));

            assertThat(console.screen.picture()).isEqualTo("""
                    Pushing app:v1 → image://cluster/project/app:v1
                    Pulling image://cluster/project/app:v1 → app:v1
                    a1b2c3d40001 pushed     [======================]              4.0 MB
                    a1b2c3d40001 pulled     [======================]              2.0 MB
                    Total        2 of 2     [======================]              6.0 MB""");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void oneThatBeginsAfterTheOthersEndedHasAPictureOfItsOwn() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(done(layer(1), 4 * MB));
            other.submit(() -> console.progress.pull(pull())).get(10, TimeUnit.SECONDS);

            assertThat(console.screen.picture()).endsWith("4.0 MB\nPulling image://cluster/project/app:v1 → app:v1");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void stepsOnAnotherThreadBelongToTheLatestOperation() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(moving(layer(1), MB, 4 * MB));
            other.submit(() -> console.progress.step(done(layer(1), 4 * MB))).get(10, TimeUnit.SECONDS);

            assertThat(console.screen.picture())
                    .contains("\na1b2c3d40001 pushed ")
                    .contains("Total        1 of 1 ");
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void manyThreadsAndNewSizesDoNotSpoilThePicture() throws Exception {
        var threads = Executors.newFixedThreadPool(5);
        try (var console = new TestConsole(80, 24)) {
            var work = new ArrayList<Future<?>>();
            for (var operation = 0; operation < 4; operation++) {
                work.add(threads.submit(pushing(console, operation)));
            }
            work.add(threads.submit(() -> {
                for (var i = 0; i < 200; i++) {
                    console.terminal.raise(org.jline.terminal.Terminal.Signal.WINCH);
                }
            }));
            for (var one : work) {
                one.get(60, TimeUnit.SECONDS);
            }

            assertThat(console.screen.picture()).endsWith(" 20.0 MB");
            assertThat(console.screen.picture().lines().filter(line -> line.contains(" pushed  ")))
                    .hasSizeBetween(5, 20);
            assertThat(console.screen.wraps()).isZero();
            assertThat(console.screen.isCursorOnFreshLine()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Callable<Void> pushing(TestConsole console, int operation) {
        return () -> {
            console.progress.push(push());
            for (var bytes = 0; bytes < 1000; bytes++) {
                console.after(Duration.ofMillis(1));
                console.progress.step(moving(layer(100 * operation + bytes % 5), bytes * 1000L, MB));
            }
            for (var i = 0; i < 5; i++) {
                console.progress.step(done(layer(100 * operation + i), MB));
            }
            return null;
        };
    }
}
