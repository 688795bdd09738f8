package us.apolo.images.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import us.apolo.images.services.Machine;

/** The whole in small: real parts, a small heap, and more faults than there will ever be. */
@Tag("long")
class SoakIT {
    private static final int OPERATIONS = 400;

    @Test
    void nothingFailsThatWasNotMadeToAndNothingLeaks() throws IOException {
        var run = Run.of("okhttp", OPERATIONS, 8, 10);

        assertThat(run.verdict().unexplained()).isEmpty();
        assertThat(run.verdict().leaks()).isEmpty();
        assertThat(run.left()).isEmpty();
        assertThat(run.operations())
                .hasSize(OPERATIONS)
                .extracting(OperationRecord::work)
                .contains(Work.PUSH, Work.PULL, Work.RM);
        assertThat(run.samples()).hasSize(Load.SAMPLES);
        assertThat(run.operations()).anyMatch(OperationRecord::hasFailed);
        assertThat(run.operations()).anyMatch(operation -> !operation.hasFailed() && operation.retries() > 0);

        assertThat(Verdict.of(run.operations(), List.of(), run.samples()).unexplained())
                .as("the same failures, had there been no faults")
                .hasSameSizeAs(run.operations().stream()
                        .filter(OperationRecord::hasFailed)
                        .toList());
        assertThat(new Page(Options.DEFAULT, Machine.look(), List.of(run)).text())
                .contains("## transport-okhttp", "Passed. 400 operations", "| push |");
    }
}
