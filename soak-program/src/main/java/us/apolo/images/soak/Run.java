package us.apolo.images.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import us.apolo.images.Credentials;

/**
 * A run with one transport, when it is over.
 *
 * @param transport the name of the transport
 * @param threads how many threads did the work
 * @param operations how each of them went
 * @param samples what the virtual machine held
 * @param faults what was injected
 * @param requests how many requests have come to the relay
 * @param engineRequests those of them that the engine has sent
 * @param left what was there afterwards and should not have been
 */
record Run(
        String transport,
        int threads,
        List<OperationRecord> operations,
        List<Sample> samples,
        List<InjectedFault> faults,
        long requests,
        long engineRequests,
        List<String> left) {
    static final String HEAP = "-Xmx64m";

    private static final long LIMIT_MINUTES = 90;

    Verdict verdict() {
        return Verdict.of(operations, faults, samples);
    }

    boolean isGood() {
        return left.isEmpty() && verdict().isGood();
    }

    static Run of(String transport, int operations, int threads, int oneFaultIn) throws IOException {
        var plan = new FaultPlan(oneFaultIn, 1);
        var journal = Files.createTempFile("apolo-soak-", ".journal");
        try (var stage = Stage.prepare(threads, plan)) {
            var before = stage.engine().images();
            var options = new LoadOptions(
                    transport,
                    operations,
                    threads,
                    stage.relay().uri(),
                    stage.registry(),
                    stage.engine().host(),
                    journal);
            load(options, stage.credentials());
            return new Run(
                    transport,
                    threads,
                    Journal.operations(journal),
                    Journal.samples(journal),
                    plan.injected(),
                    plan.requests(),
                    plan.engineRequests(),
                    left(stage, before));
        } finally {
            Files.delete(journal);
        }
    }

    private static void load(LoadOptions options, Credentials credentials) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                HEAP,
                "-Djava.util.logging.config.file=/dev/null",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                Load.class.getName()));
        command.addAll(options.arguments());
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        // Ctrl-C reaches this program, and the load is to end with it.
        var ending = new Thread(process::destroy, "end of the load");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            try (var in = process.outputWriter()) {
                in.write(credentials.password());
                in.newLine();
            }
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The load did not end within " + LIMIT_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the load was running", e);
        } finally {
            process.destroy();
            Runtime.getRuntime().removeShutdownHook(ending);
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("The load has ended with exit code " + process.exitValue());
        }
    }

    /** Names that transfers gave images have to be gone; what a cancelled pull was about may have come. */
    private static List<String> left(Stage stage, List<String> before) {
        var left = new ArrayList<String>();
        stage.relay().troubles().forEach(trouble -> left.add("The relay has failed by itself: " + trouble));
        stage.engine().images().stream()
                .filter(name -> !before.contains(name) && !name.startsWith("pulled-"))
                .forEach(name -> left.add("The engine has a name left: " + name));
        return List.copyOf(left);
    }
}
