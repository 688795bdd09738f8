package us.apolo.images.oci;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.LocalDockerProvider;

/** Makes {@link OciLayout}. Its name is {@code oci-layout}. */
public final class OciLayoutProvider implements LocalDockerProvider {
    /** Does nothing. */
    public OciLayoutProvider() {}

    @Override
    public String name() {
        return "oci-layout";
    }

    /**
     * {@inheritDoc}
     *
     * <p>The location is the folder's path, and has to be given: no folder is everybody's. There is nothing to connect
     * to, so that the limit for connecting has no meaning here.
     */
    @Override
    public LocalDockerPort create(LocalDockerConfig config) {
        var location = config.location();
        if (location == null) {
            throw new IllegalArgumentException(
                    "An OCI image layout lies in a folder, and none is named: its path is the location of the local"
                            + " store");
        }
        return OciLayout.open(path(location));
    }

    private static Path path(String location) {
        try {
            return Path.of(location);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("The location of the local store is not a path: " + location, e);
        }
    }
}
