package us.apolo.images.benchmarks.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Does one task per line of standard input, and answers each with a line: {@code ok}, the nanoseconds that the task
 * took, and what it found, separated by tabs; or {@code failed} and why. The words of a task are separated by tabs too.
 */
public final class TaskServer {
    private TaskServer() {}

    /** Does what it is told. */
    @FunctionalInterface
    public interface Tasks {
        /**
         * Does one task.
         *
         * @param words what to do, and with what
         * @return what was found, so that the harness can see that all have done the same; without tabs
         * @throws Exception if it cannot be done
         */
        Object run(List<String> words) throws Exception;
    }

    /**
     * Serves until the input ends.
     *
     * @param tasks does the tasks
     * @throws IOException if the input breaks off
     */
    public static void serve(Tasks tasks) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(answer(tasks, Arrays.asList(line.split("\t", -1))));
            System.out.flush();
        }
    }

    /** A task may fail in any way that the library measured has; the harness is told, and stops. */
    @SuppressWarnings("IllegalCatch")
    private static String answer(Tasks tasks, List<String> words) {
        var start = System.nanoTime();
        try {
            var found = tasks.run(words);
            return "ok\t" + (System.nanoTime() - start) + "\t" + found;
        } catch (Exception e) {
            return "failed\t" + e.toString().replace('\n', ' ').replace('\t', ' ');
        }
    }
}
