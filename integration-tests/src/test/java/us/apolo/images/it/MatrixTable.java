package us.apolo.images.it;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What comes of each operation in each trouble: a word for each kind of request, which {@link MatrixOutcome} explains, and
 * the few operations that are exceptions to it. The value is a success, everything else but {@code told}, {@code gone} and
 * {@code circle} is an error. A dash is what makes no sense and is not played; {@link #SENSELESS} says why.
 */
final class MatrixTable {
    private static final String TABLE = """
            trouble              digest    manifest  infos     names     delete    start     upload    store     check     fetch     blob
            REFUSED              away      away      away      away      away      away      away      away      away      away      away
            UNKNOWN_HOST         away      away      away      away      away      away      away      away      away      away      away
            UNTRUSTED            lasting   lasting   lasting   lasting   lasting   lasting   lasting   lasting   lasting   lasting   lasting
            RESET_BEFORE_HEAD    away      away      away      away      away      away      away      away      away      away      away
            RESET_IN_BODY        value     away      away      away      value     value     value     value     value     away      broken
            NO_HEAD              away      away      away      away      away      away      away      away      away      away      away
            NO_BODY              value     away      away      away      value     value     value     value     value     away      broken
            TRUNCATED            value     nonsense  each      nonsense  value     value     value     value     value     broken    broken
            WRONG_SHAPE          nonsense  nonsense  each      nonsense  -         broken    broken    broken    nonsense  broken    broken
            GIGABYTE             value     nonsense  each      nonsense  value     value     value     value     value     broken    broken
            TOKEN_ENDED          value     value     value     value     value     value     value     value     value     value     value
            TOKEN_REFUSED        who       who       who       who       who       who       who       who       who       who       who
            FORBIDDEN            denied    denied    denied    denied    denied    denied    denied    denied    denied    denied    denied
            NOT_FOUND            missing   missing   gone      missing   missing   broken    broken    broken    broken    missing   missing
            BUSY_FOR_NO_SECONDS  value     value     value     value     value     value     value     value     value     value     value
            BUSY_UNTIL_NOW       value     value     value     value     value     value     value     value     value     value     value
            BUSY_FOR_AN_HOUR     later     later     later     later     later     later     later     later     later     later     later
            BUSY_UNTIL_LATER     later     later     later     later     later     later     later     later     later     later     later
            TWICE_500            value     value     value     value     value     value     value     value     value     value     value
            ALWAYS_502           failing   failing   failing   failing   failing   failing   failing   failing   failing   failing   failing
            OTHER_HOST           value     value     value     value     refused   broken    broken    broken    value     value     value
            REDIRECT_CIRCLE      nonsense  nonsense  each      nonsense  refused   broken    broken    broken    nonsense  broken    broken
            LINK_CIRCLE          -         -         -         circle    -         -         -         -         -         -         -
            WRONG_DIGEST         told      nonsense  each      -         -         -         broken    broken    broken    broken    broken
            """;

    private static final Map<MatrixOperation, Map<RegistryTrouble, MatrixOutcome>> EXCEPTIONS = Map.of(
            // A registry without a catalog is one that refuses to list.
            MatrixOperation.LIST, Map.of(RegistryTrouble.NOT_FOUND, MatrixOutcome.REFUSED),
            MatrixOperation.LIST_ASYNC, Map.of(RegistryTrouble.NOT_FOUND, MatrixOutcome.REFUSED),
            MatrixOperation.LIST_STREAM, Map.of(RegistryTrouble.NOT_FOUND, MatrixOutcome.REFUSED),
            // What is fetched by its tag has no digest that it was asked for by.
            MatrixOperation.DIGEST_BY_CONTENT, Map.of(RegistryTrouble.WRONG_DIGEST, MatrixOutcome.SENSELESS),
            // Whatever tag is missing has been deleted meanwhile.
            MatrixOperation.TAG_INFO_RESULTS, Map.of(RegistryTrouble.NOT_FOUND, MatrixOutcome.GONE),
            // The tag itself is in the first page, and no other has its digest.
            MatrixOperation.RM_TAG_WITH_DIGEST, Map.of(RegistryTrouble.LINK_CIRCLE, MatrixOutcome.VALUE));

    /** Why a dash is one. */
    static final Map<RegistryTrouble, String> SENSELESS = Map.of(
            RegistryTrouble.WRONG_SHAPE, "The answer to a deletion is its status; nothing of its body is read",
            RegistryTrouble.LINK_CIRCLE, "Only lists have pages",
            RegistryTrouble.WRONG_DIGEST, "Neither a list nor a deletion nor the start of an upload gives a digest");

    private static final Map<RegistryTrouble, Map<MatrixColumn, MatrixOutcome>> OUTCOMES = read(TABLE);

    private MatrixTable() {}

    /** What is to come of an operation. */
    static MatrixOutcome outcome(MatrixOperation operation, RegistryTrouble trouble) {
        return Optional.ofNullable(EXCEPTIONS.getOrDefault(operation, Map.of()).get(trouble))
                .or(() -> Optional.ofNullable(
                        OUTCOMES.getOrDefault(trouble, Map.of()).get(operation.column())))
                .orElseThrow(
                        () -> new IllegalStateException("The table has nothing for " + operation + " in " + trouble));
    }

    /** Reads a table: the columns in the first line, then a line for each trouble. */
    static Map<RegistryTrouble, Map<MatrixColumn, MatrixOutcome>> read(String text) {
        var lines =
                text.lines().map(line -> List.of(line.strip().split("\\s+"))).toList();
        var columns = lines.get(0).stream().skip(1).map(MatrixTable::column).toList();
        var outcomes = new LinkedHashMap<RegistryTrouble, Map<MatrixColumn, MatrixOutcome>>();
        for (var words : lines.subList(1, lines.size())) {
            if (words.size() != columns.size() + 1) {
                throw new IllegalArgumentException("Not a word for each column: " + words);
            }
            var row = new EnumMap<MatrixColumn, MatrixOutcome>(MatrixColumn.class);
            for (var i = 0; i < columns.size(); i++) {
                row.put(columns.get(i), MatrixOutcome.ofWord(words.get(i + 1)));
            }
            if (outcomes.put(RegistryTrouble.valueOf(words.get(0)), row) != null) {
                throw new IllegalArgumentException("A trouble is there twice: " + words.get(0));
            }
        }
        return outcomes;
    }

    private static MatrixColumn column(String word) {
        return Arrays.stream(MatrixColumn.values())
                .filter(column -> Objects.equals(column.name().toLowerCase(Locale.ROOT), word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no column " + word));
    }
}
