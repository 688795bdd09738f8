package us.apolo.images.docker.cli;

import java.util.HashMap;
import java.util.Map;
import us.apolo.images.port.engine.HostEnvironment;

/** The environment that commands get. */
final class Variables {
    private Variables() {}

    /** The program's own, but for what would change the output or the meaning of an operation. */
    static Map<String, String> of(HostEnvironment environment) {
        var variables = new HashMap<>(environment.variables());
        variables.put("LC_ALL", "C");
        variables.put("NO_COLOR", "1");
        variables.put("DOCKER_CLI_HINTS", "false");
        // Whether images are signed, for which platform they are and who the user is, is the transfer's to say.
        variables.remove("DOCKER_CONTENT_TRUST");
        variables.remove("DOCKER_DEFAULT_PLATFORM");
        variables.remove("DOCKER_AUTH_CONFIG");
        // Beside its configuration docker seeks the keys for its engine, too.
        variables.putIfAbsent("DOCKER_CERT_PATH", environment.dockerFolder().toString());
        return variables;
    }
}
