package us.apolo.images.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/**
 * A terminal's window: obeys the few sequences that a picture needs and refuses all others. Like most terminals it keeps
 * what scrolls off, and wraps its lines anew when its width changes.
 */
final class Screen {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b(?:\\[([0-9;]*)([A-Za-z@])|\\(B)");
    private static final int SECOND_HALF = -1;

    private List<Line> lines = new ArrayList<>(List.of(new Line()));
    private int columns;
    private int rows;
    private int top;
    private int row;
    private int column;
    private int wraps;

    /** The cells of one row, and whether they go on in the next one. */
    private static final class Line {
        private final List<Integer> cells = new ArrayList<>();
        private boolean goesOn;

        String text() {
            var text = new StringBuilder();
            cells.stream().filter(cell -> cell != SECOND_HALF).forEach(text::appendCodePoint);
            return text.toString().stripTrailing();
        }
    }

    Screen(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    synchronized void write(String text) {
        var position = 0;
        while (position < text.length()) {
            var character = text.codePointAt(position);
            if (character == 0x1b) {
                position = obey(text, position);
            } else {
                print(character);
                position += Character.charCount(character);
            }
        }
    }

    private int obey(String text, int position) {
        var sequence = SEQUENCE.matcher(text).region(position, text.length());
        if (!sequence.lookingAt()) {
            throw new IllegalStateException(
                    "Unexpected sequence: " + text.substring(position).replace('\u001b', '^'));
        }
        if (sequence.group(2) != null) {
            control(sequence.group(1), sequence.group(2).charAt(0));
        }
        return sequence.end();
    }

    private void control(String parameters, char command) {
        if (command == 'm') {
            return;
        }
        var count = parameters.isEmpty() ? 1 : Integer.parseInt(parameters);
        switch (command) {
            case 'A' -> row = Math.max(top, row - count);
            case 'B' -> row = Math.min(top + rows - 1, row + count);
            case 'C' -> column = Math.min(columns - 1, column + count);
            case 'D' -> column = Math.max(0, column - count);
            case 'K' -> eraseToTheRight(parameters);
            case '@' -> insertBlanks(count);
            case 'P' -> delete(count);
            default -> throw new IllegalStateException("Unexpected sequence: " + parameters + command);
        }
    }

    private void eraseToTheRight(String parameters) {
        if (!parameters.isEmpty() && !parameters.equals("0")) {
            throw new IllegalStateException("Unexpected erasing: " + parameters);
        }
        var line = line();
        while (line.cells.size() > column) {
            line.cells.remove(line.cells.size() - 1);
        }
        line.goesOn = false;
    }

    private void insertBlanks(int count) {
        fillTo(column);
        for (var i = 0; i < count; i++) {
            line().cells.add(column, (int) ' ');
        }
        while (line().cells.size() > columns) {
            line().cells.remove(columns);
        }
    }

    private void delete(int count) {
        for (var i = 0; i < count && column < line().cells.size(); i++) {
            line().cells.remove(column);
        }
    }

    private void print(int character) {
        switch (character) {
            case '\r' -> column = 0;
            case '\n' -> down();
            case '\b' -> column = Math.max(0, column - 1);
            default -> put(character);
        }
    }

    private void put(int character) {
        var width = WCWidth.wcwidth(character);
        if (width < 0) {
            throw new IllegalStateException("Unexpected control character " + character);
        }
        if (column + width > columns) {
            wraps++;
            line().goesOn = true;
            column = 0;
            down();
        }
        for (var i = 0; i < width; i++) {
            fillTo(column + 1);
            line().cells.set(column, i == 0 ? character : SECOND_HALF);
            column++;
        }
    }

    private void fillTo(int size) {
        while (line().cells.size() < size) {
            line().cells.add((int) ' ');
        }
    }

    private Line line() {
        while (lines.size() <= row) {
            lines.add(new Line());
        }
        return lines.get(row);
    }

    private void down() {
        row++;
        line();
        top = Math.max(top, row - rows + 1);
    }

    synchronized void resize(int newColumns, int newRows) {
        columns = newColumns;
        rows = newRows;
        reflow();
        top = Math.max(0, lines.size() - rows);
    }

    private void reflow() {
        var old = lines;
        lines = new ArrayList<>(List.of(new Line()));
        var newRow = 0;
        var newColumn = 0;
        for (var index = 0; index < old.size(); index++) {
            for (var i = 0; i < old.get(index).cells.size(); i++) {
                append(old.get(index).cells.get(i));
            }
            if (index == row) {
                newRow = lines.size() - 1;
                newColumn = Math.min(column, columns - 1);
            }
            if (!old.get(index).goesOn && index < old.size() - 1) {
                lines.add(new Line());
            }
        }
        row = newRow;
        column = newColumn;
    }

    private void append(int cell) {
        var last = lines.get(lines.size() - 1);
        if (last.cells.size() == columns) {
            last.goesOn = true;
            last = new Line();
            lines.add(last);
        }
        last.cells.add(cell);
    }

    /** What is to be seen, without the empty rows at the end. */
    synchronized String picture() {
        return text(top).stripTrailing();
    }

    /** What is to be seen and what has scrolled off. */
    synchronized String everything() {
        return text(0).stripTrailing();
    }

    private String text(int from) {
        return lines.stream().skip(from).map(Line::text).collect(Collectors.joining("\n"));
    }

    synchronized boolean isCursorOnFreshLine() {
        return column == 0
                && line().text().isEmpty()
                && lines.stream().skip(row + 1L).allMatch(l -> l.text().isEmpty());
    }

    /** How often text ran over the right edge. */
    synchronized int wraps() {
        return wraps;
    }

    synchronized int scrolledOff() {
        return top;
    }
}
