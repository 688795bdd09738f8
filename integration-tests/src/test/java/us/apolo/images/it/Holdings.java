package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this Java virtual machine holds that has to be given back: threads, descriptors (sockets, pipes and files),
 * processes, and temporary files in the folder that {@code java.io.tmpdir} names. For Linux.
 *
 * @param things each of them, in words that name it alone
 */
record Holdings(Set<String> things) {
    /**
     * Daemon threads that stay for a minute after they were last needed, and hold nothing: those that OkHttp and Okio
     * have for all clients together, and the JDK's that wait for processes.
     */
    private static final List<String> LINGERING = List.of("OkHttp TaskRunner", "Okio Watchdog", "process reaper");

    /** What the Java virtual machine opens for itself when it first needs it: code, and its source of chance. */
    private static final List<String> OWN_FILES = List.of(".jar", "/modules", "/dev/random", "/dev/urandom");

    /** Real parts have children of their own, which come and go. */
    private static final Set<String> SERVICES = Set.of("dockerd", "containerd", "docker-registry", "registry");

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final int PAUSE_MILLIS = 20;

    /** What is held now. */
    static Holdings now() {
        useChannels();
        return new Holdings(Stream.of(threads(), descriptors(), processes(), temporaryFiles())
                .flatMap(things -> things)
                .collect(Collectors.toSet()));
    }

    /** The same, after a wait until there is nothing, or for a while. */
    private Set<String> added() throws InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        var added = addedNow();
        while (!added.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(PAUSE_MILLIS);
            added = addedNow();
        }
        return added;
    }

    /** What is held at this moment and was not then. */
    Set<String> addedNow() {
        var added = new TreeSet<>(now().things);
        added.removeAll(things);
        return added;
    }

    /** Fails if anything has been added that does not go away by itself within a while. */
    void assertNothingAdded() throws InterruptedException {
        assertThat(added()).as("left behind").isEmpty();
    }

    /** The JDK keeps a socket of its own from its first channel on. */
    private static void useChannels() {
        try (var channel = FileChannel.open(Path.of("/dev/null"), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new AssertionError("/dev/null cannot be opened", e);
        }
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !(thread.isDaemon() && LINGERING.stream().anyMatch(thread.getName()::startsWith)))
                .map(thread -> "thread " + thread.getId() + " " + thread.getName());
    }

    private static Stream<String> descriptors() {
        return entries(Path.of("/proc/self/fd")).flatMap(Holdings::descriptor);
    }

    private static Stream<String> descriptor(Path link) {
        try {
            var target = Files.readSymbolicLink(link).toString();
            // The folder that is being listed is one itself.
            return OWN_FILES.stream().anyMatch(target::endsWith) || target.matches("/proc/\\d+/fd")
                    ? Stream.empty()
                    : Stream.of("descriptor " + link.getFileName() + " " + target);
        } catch (NoSuchFileException e) {
            return Stream.empty();
        } catch (IOException e) {
            throw new AssertionError("What " + link + " is cannot be seen", e);
        }
    }

    private static Stream<String> processes() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !isOfService(process))
                .map(process -> "process " + process.pid() + " " + command(process));
    }

    private static boolean isOfService(ProcessHandle process) {
        return SERVICES.contains(command(process))
                || process.parent()
                        .filter(parent ->
                                parent.pid() != ProcessHandle.current().pid())
                        .filter(Holdings::isOfService)
                        .isPresent();
    }

    private static String command(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("");
    }

    private static Stream<String> temporaryFiles() {
        return entries(Path.of(System.getProperty("java.io.tmpdir"))).map(file -> "temporary file " + file);
    }

    private static Stream<Path> entries(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(folder + " cannot be listed", e);
        }
    }
}
