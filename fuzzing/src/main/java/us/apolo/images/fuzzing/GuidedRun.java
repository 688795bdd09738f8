package us.apolo.images.fuzzing;

import java.util.List;

/** What the fuzzer calls: it looks for inputs that lead to where none has led before. */
public final class GuidedRun {
    private static FuzzTarget target = new Unset();

    private GuidedRun() {}

    /**
     * Called first.
     *
     * @param arguments the name of the target's class
     * @throws ReflectiveOperationException if there is no such class
     */
    public static void fuzzerInitialize(String[] arguments) throws ReflectiveOperationException {
        target = FuzzTarget.named(arguments[0]);
    }

    /**
     * Called with each input.
     *
     * @param bytes the input
     * @throws Exception if something comes of it that may not
     */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        target.feed(new FuzzInput(bytes));
    }

    private static final class Unset extends FuzzTarget {
        @Override
        protected List<byte[]> seeds() {
            return List.of();
        }

        @Override
        protected List<String> words() {
            return List.of();
        }

        @Override
        protected void feed(FuzzInput input) {
            throw new IllegalStateException("No target has been named");
        }
    }
}
