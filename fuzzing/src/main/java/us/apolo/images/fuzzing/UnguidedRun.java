package us.apolo.images.fuzzing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of {@code ./fuzz} that comes before the guided fuzzer: feeds a target with large inputs and with mutations of
 * its seeds, at full speed, and writes down for the fuzzer what it is to start from. What led an earlier guided run to
 * new places is mutated too.
 */
public final class UnguidedRun {
    private UnguidedRun() {}

    /**
     * Runs it.
     *
     * @param arguments the name of the target's class, how many series of growing inputs and how many mutations to make,
     *     from which random number, and the target's folder
     * @throws Exception if there is no such class, or the folder cannot be used
     */
    public static void main(String[] arguments) throws Exception {
        var target = FuzzTarget.named(arguments[0]);
        var growing = Integer.parseInt(arguments[1]);
        var mutated = Long.parseLong(arguments[2]);
        var seed = Long.parseLong(arguments[3]);
        var folder = Files.createDirectories(Path.of(arguments[4]));

        write(target, folder);
        new Growth(target, seed).run(growing);
        var mutations = new Mutations(inputs(target, folder.resolve("corpus")), target.words(), seed);
        for (var i = 0L; i < mutated; i++) {
            target.feedOrTell(mutations.next());
        }
    }

    private static List<byte[]> inputs(FuzzTarget target, Path corpus) throws IOException {
        var inputs = new ArrayList<>(target.seeds());
        if (Files.isDirectory(corpus)) {
            try (var files = Files.list(corpus)) {
                for (var file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    private static void write(FuzzTarget target, Path folder) throws IOException {
        var seeds = Files.createDirectories(folder.resolve("seeds"));
        var number = 0;
        for (var seed : target.seeds()) {
            Files.write(seeds.resolve(Integer.toString(number++)), seed);
        }
        var dictionary = target.words().stream().map(UnguidedRun::quoted).toList();
        Files.write(folder.resolve("words"), dictionary, StandardCharsets.US_ASCII);
    }

    /** As libFuzzer's dictionaries have it. */
    private static String quoted(String word) {
        var quoted = new StringBuilder("\"");
        for (var b : word.getBytes(StandardCharsets.UTF_8)) {
            quoted.append("\\x%02x".formatted(b));
        }
        return quoted.append('"').toString();
    }
}
