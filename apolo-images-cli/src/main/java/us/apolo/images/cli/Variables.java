package us.apolo.images.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that the program goes by, and what they mean. */
final class Variables {
    static final Map<String, String> ALL = all();

    private Variables() {}

    private static Map<String, String> all() {
        var variables = new LinkedHashMap<String, String>();
        variables.put("APOLO_IMAGES_DOCKER", "The local store, as with --docker.");
        variables.put("APOLO_IMAGES_TRANSPORT", "The transport, as with --transport.");
        variables.put("APOLO_CONFIG", "The folder of the platform's login; else ~/.apolo.");
        variables.put("APOLO_PASSED_CONFIG", "The login that was passed to a job; it counts before the folder.");
        variables.put(
                LoginChoice.API_URL,
                "The URL of the platform's API, for a token that is given by hand with one of the next two.");
        variables.put(LoginChoice.TOKEN, "The token.");
        variables.put(LoginChoice.TOKEN_FILE, "The file with the token.");
        variables.put("DOCKER_HOST", "Where the Docker engine is, as for the docker command.");
        variables.put(
                "DOCKER_CONFIG", "The folder with the logins of docker login, for registries beside the platform's.");
        variables.put("JAVA_HOME", "The Java run time, 17 or later; else it is the java of the PATH.");
        variables.put("NO_COLOR", "If it is set to anything, nothing is coloured.");
        variables.put("COLUMNS", "How wide the terminal is, if it should not be asked.");
        variables.put(
                "APOLO_IMAGES_CACHE",
                "The folder for what makes later starts faster; else it is apolo-images in XDG_CACHE_HOME or"
                        + " ~/.cache. The word off keeps it from being made.");
        return Collections.unmodifiableMap(variables);
    }
}
