package us.apolo.images.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import us.apolo.images.services.Machine;
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
        var runs = runs(options);
        runs.forEach(Soak::tell);
        if (options.page().isPresent()) {
            Files.writeString(options.page().get(), new Page(options, Machine.look(), runs).text());
            say("The figures are in " + options.page().get());
        }
        return runs.stream().allMatch(Run::isGood);
    }

    /** Both transports at the same time, each with a registry, an engine and a virtual machine of its own. */
    private static List<Run> runs(Options options) throws IOException {
        var threads = Executors.newFixedThreadPool(options.transports().size());
        try {
            var started = new ArrayList<Future<Run>>();
            for (var transport : options.transports()) {
                say("%s: %d operations on %d threads".formatted(transport, options.operations(), options.threads()));
                started.add(threads.submit(
                        () -> Run.of(transport, options.operations(), options.threads(), options.oneFaultIn())));
            }
            var runs = new ArrayList<Run>();
            for (var run : started) {
                runs.add(run.get());
            }
            return runs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException("A run has not come to its end: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
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
