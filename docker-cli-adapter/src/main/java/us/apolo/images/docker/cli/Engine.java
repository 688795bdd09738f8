package us.apolo.images.docker.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import us.apolo.images.port.engine.EngineWords;

/**
 * An engine that has just answered.
 *
 * @param kind what it is
 * @param command the program that talks to it
 * @param options what makes the program talk to this engine and no other
 */
record Engine(Kind kind, Path command, List<String> options) {
    /** How the option starts that names a context. */
    static final String CONTEXT = "--context=";

    Engine {
        options = List.copyOf(options);
    }

    /** What is behind the command. */
    enum Kind {
        /** Docker, all of it. */
        DOCKER,
        /** The {@code docker} command in front of Podman's service, which differs in what it says at the end of a pull. */
        PODMAN_SERVICE,
        /** Podman's own command in the place of {@code docker}. */
        PODMAN
    }

    /** Whether the command has to find one of the user's contexts, wherever its configuration is. */
    boolean isOfAContext() {
        return options.stream().anyMatch(option -> option.startsWith(CONTEXT) && !option.equals(CONTEXT + "default"));
    }

    /** A run of the command that may take as long as it needs. */
    Invocation invocation(Map<String, String> variables, List<String> moreOptions, List<String> words) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(moreOptions);
        arguments.addAll(words);
        return new Invocation(command, arguments, variables, Duration.ZERO);
    }

    /** The engine for people, as it stands inside a sentence. */
    @Override
    public String toString() {
        var place = options.isEmpty() ? "" : " " + EngineWords.shown(String.join(" ", options), Optional.empty());
        return "the engine of " + command + place;
    }
}
