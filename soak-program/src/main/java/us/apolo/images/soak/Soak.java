package us.apolo.images.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import us.apolo.images.services.ServiceException;

/** Runs the load with each transport, judges it, and writes down the figures. */
public final class Soak {
    private static final int BAD = 1;
    private static final int WRONG_USAGE = 2;

    private Soak() {}

    /**
     * Runs everything; the exit code is zero if nothing failed but what was made to.
     *
     * @param arguments {@code --operations}, {@code --threads}, {@code --one-fault-in}, {@code --transport},
     *     {@code --page}, each with a value
     */
    public static void main(String[] arguments) {
        try {
            System.exit(run(Options.read(arguments)) ? 0 : BAD);
        } catch (UsageException e) {
            System.err.println("soak: " + e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (ServiceException | IOException e) {
            System.err.println("soak: " + e.getMessage());
            System.exit(BAD);
        }
    }

    private static boolean run(Options options) throws IOException {
        var runs = new ArrayList<Run>();
        for (var transport : options.transports()) {
            say("%s: %d operations on %d threads".formatted(transport, options.operations(), options.threads()));
            var run = Run.of(transport, options.operations(), options.threads(), options.oneFaultIn());
            tell(run);
            runs.add(run);
        }
        if (options.page().isPresent()) {
            Files.writeString(options.page().get(), new Page(options, Machine.look(), runs).text());
            say("The figures are in " + options.page().get());
        }
        return runs.stream().allMatch(Run::isGood);
    }

    private static void tell(Run run) {
        var verdict = run.verdict();
        var failed =
                run.operations().stream().filter(OperationRecord::hasFailed).count();
        say("%s: %d operations, %d faults, %d failures, %d of them unexplained"
                .formatted(
                        run.transport(),
                        run.operations().size(),
                        run.faults().size(),
                        failed,
                        verdict.unexplained().size()));
        run.samples().forEach(sample -> say("  " + sample));
        verdict.unexplained().forEach(operation -> say("  not explained by any fault: " + operation.line()));
        verdict.leaks().forEach(leak -> say("  " + leak));
        run.left().forEach(left -> say("  " + left));
    }

    private static void say(String text) {
        System.out.println("soak: " + text);
    }
}
