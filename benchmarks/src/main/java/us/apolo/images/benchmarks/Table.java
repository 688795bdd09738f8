package us.apolo.images.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of the page.
 *
 * @param caption what it shows
 * @param columns the names of its columns
 * @param rows the cells
 */
public record Table(String caption, List<String> columns, List<List<String>> rows) {
    /**
     * The times of a series, and how often each is a reference's.
     *
     * @param caption what it shows
     * @param series the times
     * @param reference the peer whose time is one; the others' ratios are to it
     * @return a table with a row for each peer
     */
    public static Table of(String caption, Series series, String reference) {
        var rows = new ArrayList<List<String>>();
        series.seconds()
                .keySet()
                .forEach(peer -> rows.add(List.of(
                        peer,
                        series.of(peer).text(" s"),
                        peer.equals(reference)
                                ? "1"
                                : series.ratio(peer, reference).text(" ×"))));
        return new Table(caption, List.of("", "time", "to " + reference), rows);
    }

    String markdown() {
        return Stream.of(
                        Stream.of(
                                columns,
                                columns.stream()
                                        .map(column -> column.isEmpty() ? "---" : "---:")
                                        .toList()),
                        rows.stream())
                .flatMap(stream -> stream)
                .map(cells -> cells.stream().collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n", caption.isEmpty() ? "" : caption + "\n\n", ""));
    }
}
