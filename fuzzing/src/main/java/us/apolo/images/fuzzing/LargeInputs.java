package us.apolo.images.fuzzing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part of {@code ./fuzz} that comes before the fuzzer: feeds a target with large inputs, and writes down for the
 * fuzzer what it is to start from.
 */
public final class LargeInputs {
    private LargeInputs() {}

    /**
     * Runs it.
     *
     * @param arguments the name of the target's class, how many large inputs to make, from which seed, and the folder to
     *     write to
     * @throws Exception if there is no such class, or the folder cannot be written to
     */
    public static void main(String[] arguments) throws Exception {
        var target = FuzzTarget.named(arguments[0]);
        write(target, Path.of(arguments[3]));
        var count = Integer.parseInt(arguments[1]);
        new Growth(target, Long.parseLong(arguments[2])).run(count);
    }

    private static void write(FuzzTarget target, Path folder) throws IOException {
        var seeds = Files.createDirectories(folder.resolve("seeds"));
        var number = 0;
        for (var seed : target.seeds()) {
            Files.write(seeds.resolve(Integer.toString(number++)), seed);
        }
        var dictionary = target.words().stream().map(LargeInputs::quoted).toList();
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
