package us.apolo.images.fuzzing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Inputs that are nearly right, or once were: the same ones for the same seed. */
final class Mutations {
    private static final int MOST_CHANGES = 6;
    private static final int MOST_REPETITIONS = 40;

    private final List<byte[]> seeds;
    private final List<byte[]> words;
    private final Random random;

    Mutations(List<byte[]> seeds, List<String> words, long seed) {
        this.seeds = List.copyOf(seeds);
        this.words = words.stream()
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.random = new Random(seed);
    }

    byte[] next() {
        var input = one(seeds);
        for (var changes = random.nextInt(MOST_CHANGES + 1); changes > 0; changes--) {
            input = changed(input);
        }
        return input;
    }

    private byte[] changed(byte[] input) {
        var from = random.nextInt(input.length + 1);
        var to = from + random.nextInt(Math.min(16, input.length - from) + 1);
        return switch (random.nextInt(7)) {
            case 0 -> spliced(input, from, to, new byte[0]);
            case 1 -> spliced(input, from, from, one(words));
            case 2 -> spliced(input, from, to, one(words));
            case 3 -> spliced(input, from, from, repeated(Arrays.copyOfRange(input, from, to)));
            case 4 -> spliced(input, from, from, repeated(one(words)));
            case 5 -> spliced(input, from, Math.min(from + 1, input.length), new byte[] {(byte) random.nextInt(256)});
            default -> spliced(input, from, input.length, end(one(seeds)));
        };
    }

    private byte[] end(byte[] other) {
        return Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length);
    }

    private byte[] repeated(byte[] unit) {
        var all = new ByteArrayOutputStream();
        for (var times = random.nextInt(MOST_REPETITIONS); times > 0; times--) {
            all.writeBytes(unit);
        }
        return all.toByteArray();
    }

    private static byte[] spliced(byte[] input, int from, int to, byte[] between) {
        var all = new ByteArrayOutputStream();
        all.write(input, 0, from);
        all.writeBytes(between);
        all.write(input, to, input.length - to);
        return all.toByteArray();
    }

    /** Inputs that repeat something. */
    Repetition repetition() {
        var seed = one(seeds);
        var cut = random.nextInt(seed.length + 1);
        var units = new ArrayList<byte[]>();
        for (var count = 1 + random.nextInt(3); count > 0; count--) {
            units.add(unit(seed));
        }
        var tail = random.nextInt(3) == 0 ? Arrays.copyOfRange(seed, cut, seed.length) : choices();
        return new Repetition(Arrays.copyOf(seed, random.nextBoolean() ? cut : 0), units, tail);
    }

    private byte[] unit(byte[] seed) {
        var from = random.nextInt(seed.length);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOfRange(seed, from, Math.min(seed.length, from + 1 + random.nextInt(12)));
            case 1 -> new byte[] {(byte) (' ' + random.nextInt(95))};
            default -> one(words);
        };
    }

    private byte[] choices() {
        var choices = new byte[6];
        random.nextBytes(choices);
        return choices;
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
