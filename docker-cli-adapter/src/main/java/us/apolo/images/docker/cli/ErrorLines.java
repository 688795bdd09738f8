package us.apolo.images.docker.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import us.apolo.images.port.engine.TransferErrors;

/**
 * What a command says to standard error. Only the end is kept, and in it the one line is sought that says why the command
 * failed, among warnings, hints and whatever a script around the command has to say.
 */
final class ErrorLines {
    private static final int KEPT_LINES = 50;
    private static final int KEPT_CHARACTERS = 4000;
    private static final Pattern LABEL = Pattern.compile("^(?:Error response from daemon|Error): ");
    private static final Pattern NOT_THERE = Pattern.compile("(?i)no such image|image not known");
    private static final Pattern CHATTER = Pattern.compile(
            "^(?:See '.*--help'|Run '.*--help'|For more help on|What's [Nn]ext|time=\"|WARN|Trying to pull )");

    private final Deque<String> lines = new ArrayDeque<>();

    void hear(String line) {
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.add(line.length() > KEPT_CHARACTERS ? line.substring(0, KEPT_CHARACTERS) : line);
    }

    /**
     * Why the command failed.
     *
     * @param exitCode how it ended, for commands that fail without a word
     */
    String reason(int exitCode) {
        return last(line -> LABEL.matcher(line).find())
                .or(() -> last(line -> TransferErrors.isKnown(line) || Engines.isUnreachable(line)))
                .or(() -> last(line -> true))
                .map(line -> LABEL.matcher(line).replaceFirst(""))
                .orElse("exit code " + exitCode + ", and not a word");
    }

    private Optional<String> last(Predicate<String> condition) {
        var backwards = new ArrayList<>(lines);
        Collections.reverse(backwards);
        return backwards.stream()
                .filter(line -> !CHATTER.matcher(line).find())
                .filter(condition)
                .findFirst();
    }

    /** Whether they say that there is no such image. */
    boolean sayNotThere() {
        return lines.stream().anyMatch(line -> NOT_THERE.matcher(line).find());
    }
}
