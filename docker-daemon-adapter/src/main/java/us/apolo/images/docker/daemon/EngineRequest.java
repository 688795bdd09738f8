package us.apolo.images.docker.daemon;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.port.engine.EngineName;

/**
 * A request to an engine. None of those that are made here has a body, and none says a version of the API: so every
 * engine takes its newest.
 *
 * @param method the HTTP method
 * @param target path and query
 * @param headers what is sent beside the headers that every request has; may hold a login
 */
record EngineRequest(String method, String target, Map<String, String> headers) {
    private static final String LOGIN = "X-Registry-Auth";

    /** A sign of life. */
    static EngineRequest ping() {
        return new EngineRequest("GET", "/_ping", Map.of());
    }

    static EngineRequest inspect(EngineName name) {
        return new EngineRequest("GET", image(name.toString()) + "/json", Map.of());
    }

    static EngineRequest tag(Digest id, EngineName name) {
        return new EngineRequest(
                "POST",
                image(id.toString()) + "/tag" + "?repo=" + value(name.repository()) + "&tag=" + value(name.tag()),
                Map.of());
    }

    /** Never by force: that would take the image from containers, and all its other names from it. */
    static EngineRequest untag(EngineName name) {
        return new EngineRequest("DELETE", image(name.toString()), Map.of());
    }

    /**
     * Asks for a push.
     *
     * @param login as {@link EngineObjects#login} writes it
     */
    static EngineRequest push(EngineName name, String login) {
        return new EngineRequest(
                "POST", image(name.repository()) + "/push?tag=" + value(name.tag()), Map.of(LOGIN, login));
    }

    /**
     * Asks for a pull.
     *
     * @param platform null for the one that the engine chooses
     * @param login as {@link EngineObjects#login} writes it
     */
    static EngineRequest pull(EngineName name, @Nullable Platform platform, String login) {
        var target = "/images/create?fromImage=" + value(name.repository()) + "&tag=" + value(name.tag());
        return new EngineRequest(
                "POST",
                platform == null ? target : target + "&platform=" + value(platform.toString()),
                Map.of(LOGIN, login));
    }

    /** With the slashes as they are, as the docker command writes names; only brackets of addresses are escaped. */
    private static String image(String name) {
        return "/images/" + value(name).replace("%2F", "/").replace("%3A", ":");
    }

    private static String value(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Method and target, and not the login. */
    @Override
    public String toString() {
        return method + " " + target;
    }
}
