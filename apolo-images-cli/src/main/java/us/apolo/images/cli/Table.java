package us.apolo.images.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows under headings. On a terminal that is too narrow, each cell gets a line of its own: nothing is cut, since people
 * copy names from here.
 */
final class Table {
    private static final String GAP = "  ";
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... headings) {
        this.headings = List.of(headings);
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** The rows for programs: without headings, with a tab between cells. */
    List<String> fields() {
        return rows.stream().map(row -> String.join("\t", row)).toList();
    }

    /** The table for people. */
    List<String> lines(int columns, boolean hasColour) {
        var widths = IntStream.range(0, headings.size()).mapToObj(this::width).toList();
        var isNarrow = widths.stream().mapToInt(width -> width).sum() + GAP.length() * (headings.size() - 1) > columns;
        return isNarrow
                ? rows.stream().flatMap(Table::stacked).toList()
                : Stream.concat(
                                Stream.of(bold(aligned(headings, widths), hasColour)),
                                rows.stream().map(row -> aligned(row, widths)))
                        .toList();
    }

    private int width(int column) {
        return Stream.concat(Stream.of(headings), rows.stream())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private static Stream<String> stacked(List<String> row) {
        return IntStream.range(0, row.size()).mapToObj(cell -> cell == 0 ? row.get(0) : GAP + row.get(cell));
    }

    private static String aligned(List<String> cells, List<Integer> widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(cell -> cells.get(cell)
                        + String.join(
                                "",
                                Collections.nCopies(
                                        widths.get(cell) - cells.get(cell).length(), " ")))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private static String bold(String text, boolean hasColour) {
        return hasColour ? BOLD + text + PLAIN : text;
    }
}
