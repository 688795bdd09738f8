package us.apolo.images.docker.cli;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a command answers when it is asked for all versions as JSON. Two things are read from it, whatever else is printed
 * around: who is there, and in which context.
 */
final class VersionAnswer {
    private static final Pattern CONTEXT = Pattern.compile("\"Context\":\\s*\"([\\w.+-]+)\"");

    private String json = "";

    void hear(String line) {
        if (line.startsWith("{") && line.contains("\"Client\"")) {
            json = line;
        }
    }

    /** Who is there; empty if this is no answer. */
    Optional<Engine.Kind> kind() {
        if (json.contains("\"Podman Engine\"")) {
            return Optional.of(Engine.Kind.PODMAN_SERVICE);
        }
        // The two commands write the name of this field differently.
        if (json.contains("\"ApiVersion\"")) {
            return Optional.of(Engine.Kind.DOCKER);
        }
        return json.contains("\"APIVersion\"") ? Optional.of(Engine.Kind.PODMAN) : Optional.empty();
    }

    /** The context's name; empty if there is none. */
    String context() {
        var context = CONTEXT.matcher(json);
        return context.find() ? context.group(1) : "";
    }
}
