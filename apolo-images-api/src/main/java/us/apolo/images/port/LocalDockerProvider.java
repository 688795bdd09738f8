package us.apolo.images.port;

/**
 * Makes a local store. Declared both by {@code provides} in the adapter's module and in {@code META-INF/services}. Has a
 * public constructor without parameters, which does next to nothing.
 */
public interface LocalDockerProvider {
    /**
     * The name by which the store is chosen.
     *
     * @return a short name in lower case, for example {@code docker-daemon}
     */
    String name();

    /**
     * Makes a local store. Where it stands for an engine, that is sought at the first operation, not here.
     *
     * @param config how
     * @return a store that the caller closes
     * @throws IllegalArgumentException if the store cannot honour the configuration
     */
    LocalDockerPort create(LocalDockerConfig config);
}
