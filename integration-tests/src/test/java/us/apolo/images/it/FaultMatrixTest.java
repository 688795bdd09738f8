package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.testkit.wire.Certificates;

/**
 * Every operation in every trouble that a registry can make, over each transport: what comes of it is what
 * {@link MatrixTable} says, within a time limit, and leaves nothing behind.
 */
@Tag("long")
@ParameterizedClass(name = "{0}")
@EnumSource
class FaultMatrixTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What comes of each operation with each transport where nothing goes wrong. */
    private static final Map<Transport, Map<MatrixOperation, Object>> RIGHT = new EnumMap<>(Transport.class);

    private final Transport transport;

    @TempDir
    Path temporary = Path.of("");

    private TemporaryFiles files = new TemporaryFiles(Path.of(System.getProperty("java.io.tmpdir")));

    FaultMatrixTest(Transport transport) {
        this.transport = transport;
    }

    @BeforeEach
    void begin() {
        var unused = Certificates.made();
        files = new TemporaryFiles(temporary);
    }

    @AfterEach
    void end() {
        files.close();
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(RegistryTrouble.values())
                .flatMap(trouble -> Arrays.stream(MatrixOperation.values())
                        .filter(operation -> MatrixTable.outcome(operation, trouble) != MatrixOutcome.SENSELESS)
                        .map(operation -> Arguments.of(trouble, operation, MatrixTable.outcome(operation, trouble))));
    }

    @ParameterizedTest(name = "{0}: {1} gives {2}")
    @MethodSource("cells")
    void theOutcomeIsThatOfTheTable(RegistryTrouble trouble, MatrixOperation operation, MatrixOutcome outcome)
            throws Exception {
        var right = right(operation);
        var before = Holdings.now();

        HardLimit.run(LIMIT, () -> {
            play(trouble, operation, outcome, right);
            return true;
        });

        before.assertNothingAdded();
    }

    /** It is also when libraries first come into use, some of which then open what they never close. */
    private Object right(MatrixOperation operation) throws Exception {
        var known = RIGHT.computeIfAbsent(transport, any -> new EnumMap<>(MatrixOperation.class));
        if (!known.containsKey(operation)) {
            try (var scene = new MatrixScene(transport, RegistryTrouble.ALWAYS_502)) {
                known.put(operation, comparable(operation.run(scene, scene.subject())));
            }
        }
        return Objects.requireNonNull(known.get(operation));
    }

    private void play(RegistryTrouble trouble, MatrixOperation operation, MatrixOutcome outcome, Object right)
            throws Exception {
        try (var scene = new MatrixScene(transport, trouble)) {
            scene.begin(trouble, operation);
            var result = result(operation, scene);
            outcome.check(right, result);
            scene.check(trouble);
            assertThat(text(result)).doesNotContain(scene.password());
        }
    }

    /** Whatever is thrown is a result: to judge it is the outcome's. */
    private static MatrixOutcome.Result result(MatrixOperation operation, MatrixScene scene) {
        try {
            return new MatrixOutcome.Result(comparable(operation.run(scene, scene.subject())), null);
        } catch (RuntimeException | AssertionError e) {
            return new MatrixOutcome.Result(null, e);
        }
    }

    /** In words, in which all registries are the same: their ports differ. */
    private static Object comparable(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(FaultMatrixTest::comparable).toList()
                : value.toString();
    }

    private static String text(MatrixOutcome.Result result) {
        var text = new StringWriter();
        var error = result.error();
        if (error != null) {
            error.printStackTrace(new PrintWriter(text, true));
        }
        return text.toString();
    }
}
