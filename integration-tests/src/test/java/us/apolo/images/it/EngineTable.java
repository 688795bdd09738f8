package us.apolo.images.it;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes of a push and of a pull in each trouble: a word that {@link EngineOutcome} explains. */
final class EngineTable {
    private static final String TABLE = """
            trouble               push     pull
            NO_SOCKET             nobody   nobody
            SILENT_SOCKET         nobody   nobody
            SILENT_ENGINE         overdue  overdue
            CUT_BEFORE_STREAM     broken   broken
            CUT_STREAM            broken   broken
            UNFINISHED_STREAM     broken   broken
            ERROR_IN_STREAM       broken   broken
            KILLED                broken   broken
            RESTARTED             broken   broken
            REGISTRY_RESETS       away     away
            REGISTRY_FORBIDS      denied   denied
            REGISTRY_LACKS        broken   missing
            REGISTRY_REFUSES      broken   broken
            REGISTRY_IS_BUSY      busy     busy
            REGISTRY_FAILS_TWICE  value    value
            REGISTRY_FAILS        away     away
            REGISTRY_IS_SILENT    overdue  overdue
            REGISTRY_CHEATS       broken   broken
            """;

    /**
     * What the {@code docker} command makes of its engine, with pushes and pulls alike. When the connection ends before
     * an answer, it says that the engine cannot be reached; when it ends within one, it says what an engine says when a
     * registry breaks off, in the same words.
     */
    private static final Map<EngineTrouble, EngineOutcome> BY_COMMAND = Map.of(
            EngineTrouble.CUT_BEFORE_STREAM, EngineOutcome.NOBODY,
            EngineTrouble.CUT_STREAM, EngineOutcome.AWAY);

    private static final Map<EngineTrouble, Map<EngineDirection, EngineOutcome>> OUTCOMES = read();

    private EngineTable() {}

    /** What is to come of a transfer through adapters. */
    static EngineOutcome outcome(EngineTrouble trouble, EngineDirection direction, AdapterPair adapters) {
        var byCommand = adapters.tellsBytes() ? null : BY_COMMAND.get(trouble);
        return Optional.ofNullable(byCommand)
                .or(() -> Optional.ofNullable(
                        OUTCOMES.getOrDefault(trouble, Map.of()).get(direction)))
                .orElseThrow(
                        () -> new IllegalStateException("The table has nothing for a " + direction + " in " + trouble));
    }

    private static Map<EngineTrouble, Map<EngineDirection, EngineOutcome>> read() {
        var outcomes = new LinkedHashMap<EngineTrouble, Map<EngineDirection, EngineOutcome>>();
        TABLE.lines()
                .skip(1)
                .map(line -> List.of(line.split("\\s+")))
                .forEach(words -> outcomes.put(
                        EngineTrouble.valueOf(words.get(0)),
                        Map.of(
                                EngineDirection.PUSH, EngineOutcome.ofWord(words.get(1)),
                                EngineDirection.PULL, EngineOutcome.ofWord(words.get(2)))));
        return outcomes;
    }
}
