package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the fault matrix is whole, and what is not played has a reason. */
class MatrixTableTest {
    private static final int MOST_SENSELESS = 10;

    static Stream<Arguments> everyCell() {
        return Arrays.stream(RegistryTrouble.values())
                .flatMap(trouble ->
                        Arrays.stream(MatrixOperation.values()).map(operation -> Arguments.of(trouble, operation)));
    }

    @ParameterizedTest
    @MethodSource("everyCell")
    void everyCellHasAnOutcomeOrAReason(RegistryTrouble trouble, MatrixOperation operation) {
        if (MatrixTable.outcome(operation, trouble) == MatrixOutcome.SENSELESS) {
            assertThat(MatrixTable.SENSELESS).containsKey(trouble);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyColumnHasAnOperation(MatrixColumn column) {
        assertThat(MatrixOperation.values()).extracting(MatrixOperation::column).contains(column);
    }

    @ParameterizedTest
    @EnumSource
    void everyOutcomeIsOneOfSomeCell(MatrixOutcome outcome) {
        assertThat(everyCell()
                        .map(Arguments::get)
                        .map(cell -> MatrixTable.outcome((MatrixOperation) cell[1], (RegistryTrouble) cell[0])))
                .contains(outcome);
    }

    @Test
    void whatIsNotPlayedIsLittle() {
        var cells = RegistryTrouble.values().length * MatrixOperation.values().length;
        var senseless = everyCell()
                .map(Arguments::get)
                .filter(cell -> MatrixTable.outcome((MatrixOperation) cell[1], (RegistryTrouble) cell[0])
                        == MatrixOutcome.SENSELESS)
                .count();

        assertThat(senseless * 100 / cells).as("percent").isLessThan(MOST_SENSELESS);
    }

    @ParameterizedTest
    @EnumSource
    void everyTroubleOfAnEngineHasAnOutcome(EngineTrouble trouble) {
        for (var direction : EngineDirection.values()) {
            for (var adapters : AdapterPair.values()) {
                assertThat(EngineTable.outcome(trouble, direction, adapters)).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "trouble digest names\nREFUSED away",
                "trouble digest\nREFUSED away away",
                "trouble digest\nREFUSED gone-away",
                "trouble digestion\nREFUSED away",
                "trouble digest\nREFUSED away\nREFUSED value",
                "trouble digest\nUNHEARD_OF away"
            })
    void aTableThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> MatrixTable.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
