package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.console.Events.MB;
import static us.apolo.images.console.Events.done;
import static us.apolo.images.console.Events.layer;
import static us.apolo.images.console.Events.message;
import static us.apolo.images.console.Events.moving;
import static us.apolo.images.console.Events.pull;
import static us.apolo.images.console.Events.push;
import static us.apolo.images.console.Events.step;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;

class TerminalPictureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A push with a layer in every state, one second after the bytes began to move. */
    private static void everyState(TestConsole console) {
        console.progress.push(push());
        console.progress.step(moving(layer(1), 0, 45_600_000));
        console.progress.step(step(layer(2), LayerStatus.EXISTS));
        console.progress.step(step(layer(3), LayerStatus.WAITING));
        console.progress.step(message(layer(4), "Retrying in 5 seconds"));
        console.progress.step(moving(layer(5), 0, 20 * MB));
        console.progress.step(step(layer(6), LayerStatus.VERIFYING, 3 * MB, 3 * MB));
        console.after(SECOND);
        console.progress.step(moving(layer(1), 12_300_000, 45_600_000));
        console.progress.step(done(layer(5), 20 * MB));
    }

    @Test
    void at80ColumnsThereIsEverything() {
        try (var console = new TestConsole(80, 24)) {
            everyState(console);

            assertThat(console.screen.picture()).isEqualTo("""
                    Pushing app:v1 → image://cluster/project/app:v1
                    a1b2c3d40001 pushing    [=====>                ]   12.3 MB / 45.6 MB  12.3 MB/s
                    a1b2c3d40002 exists
                    a1b2c3d40003 waiting
                    a1b2c3d40004 Retrying in 5 seconds
                    a1b2c3d40005 pushed     [======================]             20.0 MB
                    a1b2c3d40006 verifying  [======================]              3.0 MB
                    Total        2 of 6                                          35.3 MB  35.3 MB/s""");
            assertThat(console.screen.wraps()).isZero();
        }
    }

    @Test
    void at56ColumnsTheRateIsLeftOut() {
        try (var console = new TestConsole(56, 24)) {
            everyState(console);

            assertThat(console.screen.picture())
                    .contains("\na1b2c3d40001 pushing    [==>      ]   12.3 MB / 45.6 MB\n");
        }
    }

    @Test
    void at50ColumnsTheBarIsLeftOutToo() {
        try (var console = new TestConsole(50, 24)) {
            everyState(console);

            assertThat(console.screen.picture()).contains("\na1b2c3d40001 pushing      12.3 MB / 45.6 MB\n");
        }
    }

    @Test
    void at40ColumnsAPercentageStandsForTheWhole() {
        try (var console = new TestConsole(40, 24)) {
            everyState(console);

            assertThat(console.screen.picture()).isEqualTo("""
                    Pushing app:v1 → image://cluster/proje…
                    a1b2c3d40001 pushing     12.3 MB  26%
                    a1b2c3d40002 exists
                    a1b2c3d40003 waiting
                    a1b2c3d40004 Retrying in 5 seconds
                    a1b2c3d40005 pushed      20.0 MB 100%
                    a1b2c3d40006 verifying    3.0 MB 100%
                    Total        2 of 6      35.3 MB""");
            assertThat(console.screen.wraps()).isZero();
        }
    }

    @Test
    void at20ColumnsThereIsAShorterIdAndOneWord() {
        try (var console = new TestConsole(20, 24)) {
            everyState(console);

            assertThat(console.screen.picture()).isEqualTo("""
                    Pushing app:v1 → i…
                    a1b2c3d4 26%
                    a1b2c3d4 exists
                    a1b2c3d4 waiting
                    a1b2c3d4 Retrying …
                    a1b2c3d4 pushed
                    a1b2c3d4 verifying
                    Total 2 of 6""");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 13, 19, 28, 29, 38, 39, 44, 45, 52, 53, 63, 64, 79, 81, 132, 300})
    void noWidthMakesALineWrap(int columns) {
        try (var console = new TestConsole(columns, 24)) {
            everyState(console);
            console.progress.step(message("层层层层层层层层层层层层层层", "重试 ".repeat(200)));
            console.progress.step(step("another", LayerStatus.TRANSFERRING, Long.MAX_VALUE, Long.MAX_VALUE));

            assertThat(console.screen.wraps()).isZero();
            assertThat(console.screen.scrolledOff()).isZero();
            assertThat(console.screen.isCursorOnFreshLine()).isTrue();
        }
    }

    @Test
    void manyLayersFitOnTheScreenWithASummaryOfTheRest() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            for (var i = 0; i < 100; i++) {
                console.progress.step(step(layer(i), LayerStatus.WAITING));
            }
            for (var i = 0; i < 10; i++) {
                console.progress.step(done(layer(i), 2 * MB));
            }
            console.after(SECOND);
            console.progress.step(moving(layer(40), MB, 2 * MB));
            console.after(SECOND);
            console.progress.step(moving(layer(90), MB, 2 * MB));

            var lines = console.screen.picture().lines().toList();
            assertThat(lines).hasSize(23);
            assertThat(lines.get(1)).isEqualTo("a1b2c3d4000a waiting");
            assertThat(lines.get(19)).startsWith("a1b2c3d40028 pushing ");
            assertThat(lines.get(20)).startsWith("a1b2c3d4005a pushing ");
            assertThat(lines.get(21)).isEqualTo("80 more: 70 waiting, 10 done");
            assertThat(lines.get(22)).startsWith("Total        10 of 100 ");
            assertThat(console.screen.scrolledOff()).isZero();
            assertThat(console.screen.isCursorOnFreshLine()).isTrue();
        }
    }

    @Test
    void moreLayersUnderWayThanLinesAreCounted() {
        try (var console = new TestConsole(80, 10)) {
            console.progress.pull(pull());
            for (var i = 0; i < 100; i++) {
                console.after(SECOND);
                console.progress.step(moving(layer(i), MB, 2 * MB));
            }

            assertThat(console.screen.picture())
                    .contains("\na1b2c3d40005 pulling ")
                    .contains("\n94 more: 94 active\n");
            assertThat(console.screen.scrolledOff()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void aScreenOfFewLinesNeverScrolls(int rows) {
        try (var console = new TestConsole(80, rows)) {
            everyState(console);

            assertThat(console.screen.picture()).contains("Total        2 of 6");
            assertThat(console.screen.scrolledOff()).isZero();
        }
    }

    @Test
    void aScreenOfOneLineStaysEmpty() {
        try (var console = new TestConsole(80, 1)) {
            everyState(console);

            assertThat(console.screen.everything()).isEmpty();
        }
    }

    @Test
    void aTerminalWithoutASizeCountsAs80By24() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.terminal.setSize(org.jline.terminal.Size.of(0, 0));
            console.terminal.raise(org.jline.terminal.Terminal.Signal.WINCH);
            console.progress.step(moving(layer(1), MB, 2 * MB));
            console.progress.step(done(layer(1), 2 * MB));

            assertThat(console.screen.picture()).contains("a1b2c3d40001 pushed     [======================] ");
        }
    }

    @Test
    void unknownTotalsShowTheBytesAlone() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(transferring(OptionalLong.of(MB), OptionalLong.empty()));
            assertThat(console.screen.picture())
                    .contains("\na1b2c3d40001 pushing                                          1.0 MB\n")
                    .endsWith("\nTotal        0 of 1                                           1.0 MB");

            console.after(SECOND);
            console.progress.step(transferring(OptionalLong.of(3 * MB), OptionalLong.of(0)));
            assertThat(console.screen.picture()).contains("3.0 MB   2.0 MB/s\n").doesNotContain("[");

            console.progress.step(step(layer(1), LayerStatus.DONE));
            assertThat(console.screen.picture())
                    .contains("\na1b2c3d40001 pushed     [======================]              3.0 MB\n");
        }
    }

    @Test
    void nothingKnownShowsTheWordAlone() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(transferring(OptionalLong.empty(), OptionalLong.empty()));

            assertThat(console.screen.picture()).contains("\na1b2c3d40001 pushing\n");
        }
    }

    @Test
    void moreBytesThanTheTotalFillTheBarAndNoMore() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(moving(layer(1), 3 * MB, 2 * MB));

            assertThat(console.screen.picture()).contains("[======================]     3.0 MB / 2.0 MB\n");
        }
    }

    @Test
    void unpackingHasABarOfItsOwnAndLeavesTheTotalAlone() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.pull(pull());
            console.progress.step(moving(layer(1), 10 * MB, 10 * MB));
            console.after(SECOND);
            console.progress.step(step(layer(1), LayerStatus.EXTRACTING, 4 * MB, 8 * MB));

            assertThat(console.screen.picture())
                    .contains("\na1b2c3d40001 extracting [===========>          ]     4.0 MB / 8.0 MB\n")
                    .endsWith("[======================]   10.0 MB / 10.0 MB");
        }
    }

    @Test
    void theTotalKnowsItsWholeOnceEverySizeIsKnown() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(moving(layer(1), 10 * MB, 40 * MB));
            console.after(SECOND);
            console.progress.step(moving(layer(2), 20 * MB, 60 * MB));

            assertThat(console.screen.picture())
                    .contains("Total        0 of 2     [======>               ]  30.0 MB / 100.0 MB");
        }
    }

    @Test
    void layersThatAllExistHaveNoBytes() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(step(layer(1), LayerStatus.EXISTS));
            console.progress.step(step(layer(2), LayerStatus.EXISTS, 5, 5));

            assertThat(console.screen.picture()).endsWith("""

                    a1b2c3d40001 exists
                    a1b2c3d40002 exists
                    Total        2 of 2""");
        }
    }

    @Test
    void controlCharactersFromOutsideReachNoTerminal() {
        try (var console = new TestConsole(80, 24)) {
            console.progress.push(push());
            console.progress.step(message("\u001b]0;x\u0007", "\u001b[2J\u001b[1;1Hgone\r\n\u009b2K\u202e"));

            assertThat(console.screen.picture()).contains("\n]0;x         [2J[1;1Hgone  2K\n");
            assertThat(console.written()).doesNotContain("\u001b[2J", "\u001b]", "\u009b", "\u202e");
        }
    }

    @Test
    void coloursAreForThoseWhoWantThem() {
        try (var plain = new TestConsole(80, 24, Look.of(StandardCharsets.UTF_8, false));
                var coloured = new TestConsole(80, 24, Look.of(StandardCharsets.UTF_8, true))) {
            everyState(plain);
            everyState(coloured);

            assertThat(plain.written()).doesNotContainPattern("\u001b\\[[0-9;]*m");
            assertThat(coloured.written()).contains("\u001b[32m").endsWith("\u001b[0m");
            assertThat(coloured.screen.picture()).isEqualTo(plain.screen.picture());
        }
    }

    @Test
    void aTerminalWithoutUnicodeGetsAscii() {
        try (var console = new TestConsole(40, 24, Look.of(StandardCharsets.US_ASCII, false))) {
            everyState(console);

            assertThat(console.screen.picture()).startsWith("Pushing app:v1 -> image://cluster/pr...\n");
        }
    }

    private static ImageProgressStep transferring(OptionalLong current, OptionalLong total) {
        return new ImageProgressStep(layer(1), "Pushing", LayerStatus.TRANSFERRING, current, total);
    }
}
