package us.apolo.images.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.utils.AttributedString;

/** Composes the lines of a picture so that it fits on the screen with a free line below and a free column beside. */
final class Picture {
    private final int room;
    private final RowLayout layout;
    private final Look look;

    Picture(Size screen, Look look) {
        this.room = screen.getRows() - 1;
        this.layout = new RowLayout(Math.max(1, screen.getColumns() - 1), look);
        this.look = look;
    }

    List<AttributedString> lines(Progress progress, long nanoTime) {
        if (room == 0) {
            return List.of();
        }
        var lines = new ArrayList<AttributedString>(headings(progress));
        var layers = progress.layers();
        if (!layers.isEmpty()) {
            var rows = progress.rows(nanoTime);
            lines.addAll(layerLines(layers, rows, room - lines.size() - 1));
            lines.add(layout.line(progress.total(nanoTime)));
        }
        return lines;
    }

    /** At most a quarter of the room, since operations at once have a heading each. */
    private List<AttributedString> headings(Progress progress) {
        var most = room == 1 ? 0 : Math.max(1, room / 4);
        return progress.operations().stream()
                .limit(most)
                .map(operation -> layout.line(operation.heading(look.arrow()), Tone.STRONG))
                .toList();
    }

    private List<AttributedString> layerLines(List<Layer> layers, List<Row> rows, int most) {
        if (rows.size() <= most) {
            return rows.stream().map(layout::line).toList();
        }
        if (most <= 0) {
            return List.of();
        }
        var shown = mostInteresting(layers, most - 1);
        var hidden = IntStream.range(0, layers.size())
                .filter(index -> !shown.contains(index))
                .mapToObj(layers::get)
                .toList();
        var lines = new ArrayList<AttributedString>();
        shown.forEach(index -> lines.add(layout.line(rows.get(index))));
        lines.add(layout.line(summary(hidden), Tone.FAINT));
        return lines;
    }

    /** Layers under way go before those that wait, and those before the ones that have come to their end. */
    private static List<Integer> mostInteresting(List<Layer> layers, int most) {
        return IntStream.range(0, layers.size())
                .boxed()
                .sorted(Comparator.comparing(index -> rank(layers.get(index))))
                .limit(most)
                .sorted()
                .toList();
    }

    private static int rank(Layer layer) {
        if (layer.isUnderWay()) {
            return 0;
        }
        return layer.status().isFinal() ? 2 : 1;
    }

    private static String summary(List<Layer> hidden) {
        var parts = new ArrayList<String>();
        addCount(parts, hidden, 0, "active");
        addCount(parts, hidden, 1, "waiting");
        addCount(parts, hidden, 2, "done");
        return hidden.size() + " more: " + String.join(", ", parts);
    }

    private static void addCount(List<String> parts, List<Layer> layers, int rank, String word) {
        var count = layers.stream().filter(layer -> rank(layer) == rank).count();
        if (count > 0) {
            parts.add(count + " " + word);
        }
    }
}
