package us.apolo.images.fuzzing;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Something that reads what others write, and has to get by with whatever that is. Each target is a class of its own in
 * the tests of its module, with a constructor without parameters. Every build feeds it a few thousand inputs,
 * always the same; {@code ./fuzz} feeds it millions, and large ones.
 */
public abstract class FuzzTarget {
    private static final int SHORT_RUN = 3000;
    private static final int MOST_BYTES = 2000;

    /** For the targets. */
    protected FuzzTarget() {}

    /**
     * Inputs as they come in real life.
     *
     * @return each as {@link FuzzInput#of} writes it
     */
    protected abstract List<byte[]> seeds();

    /**
     * What inputs are made of.
     *
     * @return words and marks that mean something to the reader
     */
    protected abstract List<String> words();

    /**
     * Has an input read.
     *
     * @param input what there is to read
     * @throws Exception if something comes of it that may not
     */
    protected abstract void feed(FuzzInput input) throws Exception;

    /**
     * How large an input may get at most.
     *
     * @return so many bytes, of which nothing but linear time and a bounded memory is expected
     */
    protected int largest() {
        return 1 << 20;
    }

    /**
     * Requires what has to hold of each input.
     *
     * @param holds whether it does
     * @param what what it is, for whoever looks into it
     */
    protected static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }

    /** Every seed is read. */
    @Test
    public final void whatComesInRealLifeIsRead() {
        for (var seed : seeds()) {
            feedOrTell(seed);
        }
    }

    /** So are mutations of the seeds, each time the same ones. */
    @Test
    public final void whateverComesIsReadOrRefused() {
        var mutations = new Mutations(seeds(), words(), 1);
        for (var i = 0; i < SHORT_RUN; i++) {
            feedOrTell(mutations.next());
        }
    }

    /** Feeds, and shows what was not dealt with. */
    final void feedOrTell(byte[] bytes) {
        try {
            feed(new FuzzInput(bytes));
        } catch (Throwable e) {
            throw new AssertionError("This input, in hexadecimal digits, is not dealt with: " + shown(bytes), e);
        }
    }

    private static String shown(byte[] bytes) {
        return bytes.length <= MOST_BYTES
                ? HexFormat.of().formatHex(bytes)
                : HexFormat.of().formatHex(bytes, 0, MOST_BYTES) + "… of " + bytes.length + " bytes";
    }

    /** Makes the target of a class, which need not be public, as tests need not. */
    static FuzzTarget named(String name) throws ReflectiveOperationException {
        var constructor = Class.forName(name).asSubclass(FuzzTarget.class).getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
