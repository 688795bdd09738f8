package us.apolo.images.core.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Who the library says it is: {@code apolo-images/} and the version that it was built as. */
public final class UserAgent {
    /** The value of {@code User-Agent}. */
    public static final String VALUE = "apolo-images/" + version();

    private UserAgent() {}

    private static String version() {
        try (var in = UserAgent.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("The library's jar lacks its version.properties");
            }
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
