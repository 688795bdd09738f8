package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.console.Events.MB;
import static us.apolo.images.console.Events.done;
import static us.apolo.images.console.Events.layer;
import static us.apolo.images.console.Events.moving;
import static us.apolo.images.console.Events.pull;
import static us.apolo.images.console.Events.push;
import static us.apolo.images.console.Events.step;

import java.time.Duration;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Test;
import us.apolo.images.LayerStatus;

class TerminalDrawingTest {
    private static final Duration FRAME = Duration.ofMillis(80);

    private final TestConsole console = new TestConsole(80, 24);
    private final ConsoleProgress progress = console.progress;

    @Test
    void aPictureIsDrawnAtMostEveryEightyMilliseconds() {
        progress.push(push());
        console.after(FRAME);
        progress.step(moving(layer(1), 0, 1000));
        var before = console.draws();
        for (var i = 1; i <= 100; i++) {
            console.after(Duration.ofMillis(8));
            progress.step(moving(layer(1), i, 1000));
        }

        assertThat(console.draws() - before).isEqualTo(10);
    }

    @Test
    void aNewStateIsDrawnAtOnceAndMoreBytesAreNot() {
        progress.push(push());
        progress.step(moving(layer(1), MB, 4 * MB));
        progress.step(moving(layer(1), 2 * MB, 4 * MB));
        assertThat(console.screen.picture()).contains(layer(1) + " pushing ").contains(" 1.0 MB / 4.0 MB");

        progress.step(done(layer(1), 4 * MB));
        assertThat(console.screen.picture()).contains(layer(1) + " pushed ");
    }

    @Test
    void anEndThatIsToldAgainIsNotDrawnAgain() {
        progress.push(push());
        progress.step(done(layer(1), MB));
        var before = console.draws();
        for (var i = 0; i < 100; i++) {
            progress.step(done(layer(1), MB + i));
        }

        assertThat(console.draws()).isEqualTo(before);
    }

    @Test
    void closingDrawsWhatWasHeldBack() {
        progress.push(push());
        progress.step(moving(layer(1), MB, 4 * MB));
        progress.step(moving(layer(1), 2 * MB, 4 * MB));
        progress.close();

        assertThat(console.screen.picture()).contains(" 2.0 MB / 4.0 MB");
        assertThat(console.screen.isCursorOnFreshLine()).isTrue();
    }

    @Test
    void closingAPictureThatIsUpToDateWritesNothing() {
        progress.push(push());
        progress.step(done(layer(1), MB));
        console.screen.write("digest\r\n");
        var before = console.written();
        progress.close();

        assertThat(console.written()).isEqualTo(before);
        assertThat(console.screen.picture()).endsWith("\ndigest");
    }

    @Test
    void closingTwiceIsTheSameAsOnce() {
        progress.push(push());
        progress.close();
        var before = console.written();
        progress.close();

        assertThat(console.written()).isEqualTo(before);
    }

    @Test
    void closingWithoutAnyEventWritesNothing() {
        progress.close();

        assertThat(console.written()).isEmpty();
    }

    @Test
    void whatFollowsTheCloseIsIgnored() {
        progress.push(push());
        progress.close();
        var before = console.written();
        progress.step(done(layer(1), MB));
        progress.push(push());
        progress.pull(pull());
        console.terminal.raise(Terminal.Signal.WINCH);

        assertThat(console.written()).isEqualTo(before);
    }

    @Test
    void theNextOperationHasAPictureBelow() {
        progress.push(push());
        progress.step(done(layer(1), MB));
        console.screen.write("a word in between\r\n");
        progress.pull(pull());
        progress.step(moving(layer(1), MB, 2 * MB));
        progress.step(done(layer(1), 2 * MB));
        progress.close();

        assertThat(console.screen.picture()).isEqualTo("""
                Pushing app:v1 → image://cluster/project/app:v1
                a1b2c3d40001 pushed     [======================]              1.0 MB
                Total        1 of 1     [======================]              1.0 MB
                a word in between
                Pulling image://cluster/project/app:v1 → app:v1
                a1b2c3d40001 pulled     [======================]              2.0 MB
                Total        1 of 1     [======================]              2.0 MB""");
        assertThat(console.screen.isCursorOnFreshLine()).isTrue();
    }

    @Test
    void anOperationThatFailedLeavesItsPictureAndStaysOutOfTheNext() {
        progress.push(push());
        console.after(FRAME);
        progress.step(moving(layer(1), MB, 4 * MB));
        console.screen.write("it failed\r\n");
        progress.push(push());
        progress.step(done(layer(1), 4 * MB));

        assertThat(console.screen.picture()).isEqualTo("""
                Pushing app:v1 → image://cluster/project/app:v1
                a1b2c3d40001 pushing    [=====>                ]     1.0 MB / 4.0 MB
                Total        0 of 1     [=====>                ]     1.0 MB / 4.0 MB
                it failed
                Pushing app:v1 → image://cluster/project/app:v1
                a1b2c3d40001 pushed     [======================]              4.0 MB
                Total        1 of 1     [======================]              4.0 MB""");
    }

    @Test
    void aPictureAtTheFootOfTheScreenScrollsOnceToGetItsRoom() {
        for (var i = 0; i < 30; i++) {
            console.screen.write("before " + i + "\r\n");
        }
        progress.push(push());
        for (var i = 0; i < 5; i++) {
            progress.step(step(layer(i), LayerStatus.WAITING));
        }
        for (var i = 0; i < 5; i++) {
            progress.step(done(layer(i), MB));
        }
        progress.close();

        var lines = console.screen.everything().lines().toList();
        assertThat(lines).hasSize(30 + 7).doesNotHaveDuplicates();
        assertThat(lines.get(29)).isEqualTo("before 29");
        assertThat(console.screen.isCursorOnFreshLine()).isTrue();
    }

    @Test
    void stepsWithoutAnOperationAreShownAllTheSame() {
        progress.step(done(layer(1), MB));

        assertThat(console.screen.picture()).startsWith("a1b2c3d40001 copied  ");
    }

    @Test
    void aTerminalThatGoesAwayDoesNotEndTheOperation() {
        progress.push(push());
        console.breakOutput();
        progress.step(done(layer(1), MB));
        progress.step(done(layer(2), MB));
        console.terminal.raise(Terminal.Signal.WINCH);
        progress.close();

        assertThat(console.screen.picture()).isEqualTo("Pushing app:v1 → image://cluster/project/app:v1");
    }

    @Test
    void theModesAndSignalsOfTheTerminalStayAsTheyWere() {
        try (var other = new TestConsole(80, 24)) {
            var before = new Attributes(other.terminal.getAttributes());
            other.progress.push(push());
            other.progress.step(done(layer(1), MB));

            assertThat(other.terminal.getAttributes().toString()).isEqualTo(before.toString());
            for (var signal : List.of(Terminal.Signal.INT, Terminal.Signal.QUIT, Terminal.Signal.TSTP)) {
                assertThat(other.terminal.handle(signal, Terminal.SignalHandler.SIG_DFL))
                        .isSameAs(Terminal.SignalHandler.SIG_DFL);
            }
        }
    }

    @Test
    void aNarrowerWindowIsDrawnAnewInPlace() {
        console.screen.write("before\r\n");
        twoLayers();
        console.resize(40, 24);

        assertThat(console.screen.everything()).isEqualTo("""
                before
                Pushing app:v1 → image://cluster/proje…
                a1b2c3d40001 pushing      1.0 MB  25%
                a1b2c3d40002 waiting
                Total        0 of 2       1.0 MB""");
        assertThat(console.screen.isCursorOnFreshLine()).isTrue();
    }

    @Test
    void aWiderWindowIsDrawnAnewInPlace() {
        console.screen.write("before\r\n");
        twoLayers();
        console.resize(20, 24);
        console.resize(100, 24);

        assertThat(console.screen.everything()).isEqualTo("""
                before
                Pushing app:v1 → image://cluster/project/app:v1
                a1b2c3d40001 pushing    [==========>                               ]     1.0 MB / 4.0 MB
                a1b2c3d40002 waiting
                Total        0 of 2                                                               1.0 MB""");
        assertThat(console.screen.wraps()).isZero();
    }

    @Test
    void aLowerWindowShowsFewerLayers() {
        progress.push(push());
        for (var i = 0; i < 30; i++) {
            console.after(FRAME);
            progress.step(step(layer(i), LayerStatus.WAITING));
        }
        console.resize(80, 6);

        assertThat(console.screen.picture()).isEqualTo("""
                Pushing app:v1 → image://cluster/project/app:v1
                a1b2c3d40000 waiting
                a1b2c3d40001 waiting
                28 more: 28 waiting
                Total        0 of 30""");
        assertThat(console.screen.isCursorOnFreshLine()).isTrue();
    }

    @Test
    void aNewSizeIsHeededByTheNextDrawingWhenNothingMoves() {
        progress.push(push());
        progress.step(done(layer(1), MB));
        console.screen.write("digest\r\n");
        var before = console.written();
        console.resize(40, 24);
        assertThat(console.written()).isEqualTo(before);

        progress.pull(pull());
        progress.step(done(layer(1), MB));
        assertThat(console.screen.picture()).endsWith("""
                digest
                Pulling image://cluster/project/app:v1…
                a1b2c3d40001 pulled       1.0 MB 100%
                Total        1 of 1       1.0 MB 100%""");
    }

    private void twoLayers() {
        progress.push(push());
        console.after(FRAME);
        progress.step(moving(layer(1), MB, 4 * MB));
        console.after(FRAME);
        progress.step(step(layer(2), LayerStatus.WAITING));
    }
}
