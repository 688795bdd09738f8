package us.apolo.images.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The socket of an engine that was started here. */
record EngineSocket(Path path) {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

    String host() {
        return "unix://" + path;
    }

    /** Whether the engine behind it tells its version. */
    boolean answers() {
        return Files.exists(path)
                && Engine.at(host())
                                .docker("version", "--format", "{{.Server.Version}}")
                                .timeLimit(ANSWER_LIMIT)
                                .attempt()
                                .exitCode()
                        == 0;
    }
}
