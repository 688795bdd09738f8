package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Who the adapter tells the engine that it is: {@code apolo-images/} and the version that it was built as. */
final class UserAgent {
    /** The value of {@code User-Agent}. */
    static final String VALUE = "apolo-images/" + version();

    private UserAgent() {}

    private static String version() {
        try (var in = UserAgent.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("The adapter's jar lacks its version.properties");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
