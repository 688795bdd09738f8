package us.apolo.images.soak;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request on its way to the registry.
 *
 * @param method the method
 * @param path path and query
 * @param fromEngine whether the engine has sent it
 */
record RelayedRequest(String method, String path, boolean fromEngine) {
    /** Stands for all who ask for the list of repositories, which has no name in its path. */
    static final String CATALOG = "catalog";

    private static final Pattern OWN_REPOSITORY = Pattern.compile("/v2/" + Fixture.ORGANIZATION + "/(w\\d+)/.*");

    static RelayedRequest of(HttpMessage message) {
        var words = message.start().split(" ", 3);
        var ours = message.header("User-Agent")
                .filter(agent -> agent.startsWith("apolo-images/"))
                .isPresent();
        return new RelayedRequest(words[0], words.length > 1 ? words[1] : "", !ours);
    }

    /** Whose operation it belongs to: every worker has repositories of its own. Empty where that can't be told. */
    Optional<String> about() {
        if (path.startsWith("/v2/_catalog")) {
            return Optional.of(CATALOG);
        }
        var matcher = OWN_REPOSITORY.matcher(path);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** The same for all repetitions. */
    String target() {
        return method + " " + path;
    }
}
