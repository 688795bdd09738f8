package us.apolo.images.services;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * An image made on the spot, without pulling anything. Its layers are random bytes, which no compression makes smaller;
 * the same seed, place and size give the same layer, so that images can share layers or have none in common.
 *
 * <pre>{@code
 * var id = SampleImage.of(engine).layers(8, 25_000_000).make("my-app:v1");
 * }</pre>
 */
public final class SampleImage {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Engine engine;
    private final List<Long> sizes;
    private final long seed;

    private SampleImage(Engine engine, List<Long> sizes, long seed) {
        this.engine = engine;
        this.sizes = sizes;
        this.seed = seed;
    }

    /**
     * Starts to describe an image: one layer of a hundred bytes, unless something else is said.
     *
     * @param engine where it is to be
     * @return a description
     */
    public static SampleImage of(Engine engine) {
        return new SampleImage(engine, List.of(100L), 1);
    }

    /**
     * The same with layers of one size.
     *
     * @param count how many layers
     * @param bytesEach the size of each
     * @return a changed copy
     */
    public SampleImage layers(int count, long bytesEach) {
        return layerSizes(LongStream.generate(() -> bytesEach).limit(count).toArray());
    }

    /**
     * The same with layers of given sizes.
     *
     * @param bytes the size of each layer, the lowest first
     * @return a changed copy
     */
    public SampleImage layerSizes(long... bytes) {
        return new SampleImage(engine, LongStream.of(bytes).boxed().toList(), seed);
    }

    /**
     * The same with other random bytes.
     *
     * @param newSeed what the bytes follow from
     * @return a changed copy
     */
    public SampleImage seed(long newSeed) {
        return new SampleImage(engine, sizes, newSeed);
    }

    /**
     * Makes the image. What the engine has under that name loses it.
     *
     * @param name {@code name:tag}
     * @return the digest of its configuration, {@code sha256:…}, which the classic store uses as the image's id
     * @throws CommandFailedException if the engine does not take it
     */
    public String make(String name) {
        var archive = new ImageArchive(name, sizes, seed);
        engine.docker("load", "--quiet")
                .input(archive::writeTo)
                .timeLimit(LIMIT)
                .run();
        return archive.configDigest();
    }
}
