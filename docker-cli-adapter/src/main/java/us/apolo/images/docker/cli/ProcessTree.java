package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** A process and all that it has started. */
final class ProcessTree {
    private static final System.Logger LOG = System.getLogger(ProcessTree.class.getName());
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 5;

    private final Process root;

    /** Not a monitor, since whoever has it waits: a virtual thread then lets its carrier go. */
    private final ReentrantLock ending = new ReentrantLock();

    ProcessTree(Process root) {
        this.root = root;
    }

    /**
     * Asks all of them to end, and kills those that do not soon. Does nothing if the root has ended by itself. Takes no
     * notice of an interrupt but to keep it.
     */
    void end() {
        ending.lock();
        try {
            endAlive();
        } finally {
            ending.unlock();
        }
    }

    private void endAlive() {
        if (!root.isAlive()) {
            return;
        }
        var interrupted = Thread.interrupted();
        try {
            var all = new LinkedHashSet<ProcessHandle>();
            all.add(root.toHandle());
            // Looked up while their parents live: afterwards nobody knows whose they were.
            addDescendants(all);
            all.forEach(ProcessHandle::destroy);
            interrupted |= awaitGone(all, GRACE);
            addDescendants(all);
            all.forEach(ProcessHandle::destroyForcibly);
            interrupted |= awaitGone(all, KILL_LIMIT);
            warnOfSurvivors(all);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void addDescendants(Set<ProcessHandle> all) {
        for (var process : List.copyOf(all)) {
            process.descendants().forEach(all::add);
        }
    }

    /** Tells whether there was an interrupt meanwhile. */
    private static boolean awaitGone(Set<ProcessHandle> all, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        var interrupted = false;
        while (!all.stream().allMatch(ProcessTree::isGone) && System.nanoTime() - deadline < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            addDescendants(all);
        }
        return interrupted;
    }

    private static void warnOfSurvivors(Set<ProcessHandle> all) {
        var survivors = all.stream()
                .filter(process -> !isGone(process))
                .map(ProcessHandle::pid)
                .toList();
        if (!survivors.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "These processes do not end although they were killed: {0}",
                    survivors);
        }
    }

    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || isZombie(process);
    }

    /** To Java an orphan is alive until its new parent has taken note of its end, which in a container may be never. */
    private static boolean isZombie(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            var text = Files.readString(stat);
            return text.startsWith("Z", text.lastIndexOf(')') + 2);
        } catch (IOException e) {
            // No such file: another system than Linux, or the process has ended just now, which the next look tells.
            return false;
        }
    }
}
