package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processes whose ids a script has written into files. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Processes() {}

    /** Waits for the file and reads it. */
    static long idIn(Path file) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (Files.exists(file) && Files.readString(file).endsWith("\n")) {
                return Long.parseLong(Files.readString(file).strip());
            }
            pause();
        }
        throw new AssertionError("There is no process id in " + file);
    }

    static void kill(Path file) throws IOException {
        ProcessHandle.of(idIn(file)).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Whether the process is gone, soon. One that nobody has waited for counts as gone. */
    static boolean endsSoon(long id) throws IOException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isRunning(id)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static boolean isRunning(long id) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(id), "stat"));
            return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
