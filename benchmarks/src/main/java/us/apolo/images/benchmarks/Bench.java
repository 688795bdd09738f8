package us.apolo.images.benchmarks;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import us.apolo.images.services.TemporaryFolder;

/**
 * What there is to measure with: the programs, and how often everything is done.
 *
 * @param rounds how many rounds of each work count
 * @param folder where what the runs need lies; it goes away at the end
 * @param memory the same in memory, where the system has such folders
 * @param log where the programs' standard errors go
 * @param classPath the library's class path, without any peer's jars
 * @param peers where the peers have been installed; each may be missing
 */
public record Bench(
        int rounds, TemporaryFolder folder, TemporaryFolder memory, File log, String classPath, Path peers) {
    /** The heap of this library wherever a heap is named. */
    public static final String HEAP = "-Xmx64m";

    /** The transports, by their adapters' names. */
    public static final List<String> TRANSPORTS = List.of("okhttp", "apache");

    /**
     * The command line of a Java program.
     *
     * @param options options of the virtual machine
     * @param mainClass the program, a class of {@code us.apolo.images.benchmarks.program}
     * @param arguments its arguments
     * @return the command
     */
    public List<String> java(List<String> options, String mainClass, String... arguments) {
        return java(options, classPath, "us.apolo.images.benchmarks.program." + mainClass, arguments);
    }

    private static List<String> java(List<String> options, String path, String mainClass, String... arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", path, mainClass));
        words.addAll(List.of(arguments));
        return words;
    }

    /**
     * The command line of a Java peer.
     *
     * @param options options of the virtual machine
     * @param mainClass the program, a class of {@code us.apolo.images.benchmarks.peers}
     * @param arguments its arguments
     * @return the command; empty if the peers could not be built
     */
    public Optional<List<String>> javaPeer(List<String> options, String mainClass, String... arguments) {
        var path = peers.resolve("class-path");
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        return Optional.of(
                java(options, Texts.read(path).strip(), "us.apolo.images.benchmarks.peers." + mainClass, arguments));
    }

    /**
     * A program that was installed for the run.
     *
     * @param name its name
     * @return where it is, if it could be installed
     */
    public Optional<String> peer(String name) {
        return Optional.of(peers.resolve(name)).filter(Files::isExecutable).map(Path::toString);
    }

    /**
     * Starts a program that serves.
     *
     * @param name what the page calls it
     * @param command the program
     * @param environment what is added to its environment
     * @return the peer, which the caller closes
     */
    public ServedPeer serve(String name, List<String> command, Map<String, String> environment) {
        return ServedPeer.start(name, command, environment, log);
    }

    /**
     * Tells the user what is going on.
     *
     * @param text what
     */
    public static void say(String text) {
        System.out.println("benchmarks: " + text);
    }
}
