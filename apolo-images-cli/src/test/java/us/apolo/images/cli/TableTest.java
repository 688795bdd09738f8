package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How rows are laid out. */
class TableTest {
    private final Table table = new Table("NAME", "SIZE");

    TableTest() {
        table.row("a", "1 B");
        table.row("much-longer", "12 B");
    }

    @Test
    void columnsAreAlignedUnderTheirHeadings() {
        assertThat(table.lines(80, false))
                .containsExactly("NAME         SIZE", "a            1 B", "much-longer  12 B");
    }

    @Test
    void whatJustFitsIsATable() {
        assertThat(table.lines(17, false)).hasSize(3);
    }

    @Test
    void whatDoesNotFitIsStackedAndNothingIsCut() {
        assertThat(table.lines(16, false)).containsExactly("a", "  1 B", "much-longer", "  12 B");
    }

    @Test
    void programsGetTabsAndNoHeadings() {
        assertThat(table.fields()).containsExactly("a\t1 B", "much-longer\t12 B");
    }

    @Test
    void anEmptyTableIsItsHeadingsForPeopleAndNothingForPrograms() {
        var empty = new Table("NAME", "SIZE");

        assertThat(empty.lines(80, false)).containsExactly("NAME  SIZE");
        assertThat(empty.fields()).isEmpty();
    }

    @Test
    void theWidthOfTheTerminalIsStatedOrRead() {
        assertThat(TerminalWidth.columns(Map.of("COLUMNS", "132"))).isEqualTo(132);
        assertThat(TerminalWidth.read("24 40\n")).isEqualTo(40);
        assertThat(TerminalWidth.read("0 0\n")).isEqualTo(80);
        assertThat(TerminalWidth.read("")).isEqualTo(80);
    }
}
