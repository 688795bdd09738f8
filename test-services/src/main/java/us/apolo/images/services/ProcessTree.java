package us.apolo.images.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A process and all that it started, as they were when this was made. */
final class ProcessTree {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(20);

    private final List<ProcessHandle> processes;

    private ProcessTree(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    static ProcessTree of(ProcessHandle root) {
        // The children are listed while the root lives: afterwards nobody knows whose they were.
        return new ProcessTree(
                Stream.concat(Stream.of(root), root.descendants()).toList());
    }

    /** Asks the root to end, gives it time, then kills whatever is left: the root has ended those it cares for. */
    void end(Duration grace) {
        var root = processes.get(0);
        root.destroy();
        Deadline.in(grace).await(() -> isGone(root));
        kill();
    }

    /** Kills all of them and waits until they are gone. */
    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
        if (!Deadline.in(KILL_LIMIT).await(this::isGone)) {
            throw new ServiceException("These processes did not end within %d seconds of being killed: %s"
                    .formatted(
                            KILL_LIMIT.toSeconds(),
                            processes.stream()
                                    .filter(process -> !isGone(process))
                                    .map(ProcessHandle::pid)
                                    .toList()));
        }
    }

    boolean isGone() {
        return processes.stream().allMatch(ProcessTree::isGone);
    }

    static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || isZombie(process);
    }

    /** An orphan that nobody has waited for yet counts as alive for Java, and may do so for long in a container. */
    private static boolean isZombie(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            var text = Files.readString(stat);
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (NoSuchFileException e) {
            return !process.isAlive();
        } catch (IOException e) {
            // The process ended between opening and reading; the next look will tell.
            return false;
        }
    }
}
