package us.apolo.images.console;

import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;

/** Fits rows into a width: the narrower it is, the fewer columns there are. */
final class RowLayout {
    private static final int WIDEST_BAR = 50;
    private static final int SHORTER_NAME = 8;
    private static final List<List<Column>> FROM_WIDE_TO_NARROW = List.of(
            List.of(Column.NAME, Column.WORD, Column.BAR, Column.BYTES, Column.RATE),
            List.of(Column.NAME, Column.WORD, Column.BAR, Column.BYTES),
            List.of(Column.NAME, Column.WORD, Column.BYTES),
            List.of(Column.NAME, Column.WORD, Column.BYTES_SO_FAR, Column.PERCENT),
            List.of(Column.NAME, Column.WORD, Column.PERCENT));

    private final int width;
    private final Look look;
    private final List<Column> columns;

    /** The parts of a row with their least widths. */
    private enum Column {
        NAME(12),
        WORD(10),
        BAR(8),
        BYTES(19),
        BYTES_SO_FAR(8),
        PERCENT(4),
        RATE(10);

        private final int width;

        Column(int width) {
            this.width = width;
        }
    }

    RowLayout(int width, Look look) {
        this.width = width;
        this.look = look;
        this.columns = FROM_WIDE_TO_NARROW.stream()
                .filter(candidate -> widthOf(candidate) <= width)
                .findFirst()
                .orElse(List.of());
    }

    private static int widthOf(List<Column> columns) {
        return columns.stream().mapToInt(column -> column.width).sum() + columns.size() - 1;
    }

    AttributedString line(Row row) {
        return line(text(row), row.tone());
    }

    AttributedString line(String text, Tone tone) {
        return look.styled(look.fit(text, width), tone);
    }

    private String text(Row row) {
        if (columns.isEmpty()) {
            var progress = row.whole().isPresent() ? row.percent() : row.word();
            return new AttributedString(row.name()).columnSubSequence(0, SHORTER_NAME) + " " + progress;
        }
        if (row.isMessage()) {
            return left(row.name(), Column.NAME.width) + " " + row.word();
        }
        return columns.stream()
                .map(column -> cell(column, row))
                .collect(Collectors.joining(" "))
                .stripTrailing();
    }

    private String cell(Column column, Row row) {
        return switch (column) {
            case NAME -> left(row.name(), column.width);
            case WORD -> left(row.word(), column.width);
            case BAR -> bar(row);
            case BYTES -> right(row.bytes(), column.width);
            case BYTES_SO_FAR -> right(row.bytesSoFar(), column.width);
            case PERCENT -> right(row.percent(), column.width);
            case RATE -> right(row.perSecond(), column.width);
        };
    }

    private String bar(Row row) {
        var room = Math.min(WIDEST_BAR, Column.BAR.width + width - widthOf(columns)) - 2;
        if (row.fraction().isEmpty()) {
            return " ".repeat(room + 2);
        }
        var done = (int) (room * row.fraction().getAsDouble());
        var head = done < room ? ">" : "";
        return "[" + "=".repeat(done) + head + " ".repeat(room - done - head.length()) + "]";
    }

    private String left(String text, int columnWidth) {
        var fitted = look.fit(text, columnWidth);
        return fitted + padding(fitted, columnWidth);
    }

    private String right(String text, int columnWidth) {
        var fitted = look.fit(text, columnWidth);
        return padding(fitted, columnWidth) + fitted;
    }

    private static String padding(String text, int columnWidth) {
        return " ".repeat(Math.max(0, columnWidth - new AttributedString(text).columnLength()));
    }
}
