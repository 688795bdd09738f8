package us.apolo.images.testkit.contract;

import java.time.Duration;
import us.apolo.images.port.HttpTransportConfig;

/** The time limits of transports under test. The one that is not meant is long, so that it is no help. */
final class Limits {
    /** The limit that passes where one does. */
    static final Duration SHORT = Duration.ofSeconds(1);

    /** Limits that end a test which hangs, and are never reached by one that does not. */
    static final HttpTransportConfig PATIENT =
            HttpTransportConfig.DEFAULT.withTimeouts(Duration.ofSeconds(60), Duration.ofSeconds(60));

    static final HttpTransportConfig CONNECT_SOON = PATIENT.withTimeouts(SHORT, Duration.ofMinutes(5));

    static final HttpTransportConfig READ_SOON = PATIENT.withTimeouts(Duration.ofMinutes(5), SHORT);

    private Limits() {}
}
