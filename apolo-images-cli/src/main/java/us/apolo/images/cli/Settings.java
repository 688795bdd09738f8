package us.apolo.images.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import us.apolo.images.observation.ImagesObserver;

/**
 * What a workplace is to be made of.
 *
 * @param transport the name of the transport
 * @param localStore which local store, and where
 * @param observer hears of each request, if the user wants to
 * @param environment the environment variables
 */
record Settings(
        String transport,
        LocalStoreChoice localStore,
        Optional<ImagesObserver> observer,
        Map<String, String> environment) {
    private static final String TRANSPORT = "APOLO_IMAGES_TRANSPORT";
    private static final String LOCAL_STORE = "APOLO_IMAGES_DOCKER";
    private static final String DEFAULT_TRANSPORT = "okhttp";
    private static final Set<String> TRANSPORTS = Set.of(DEFAULT_TRANSPORT, "apache");
    private static final String DEFAULT_LOCAL_STORE = "docker-daemon";

    /**
     * An option counts before the environment, and that before what is usual.
     *
     * @throws CommandException if there is no such transport or local store
     */
    static Settings of(GlobalOptions options, Map<String, String> environment, Optional<ImagesObserver> observer) {
        return new Settings(
                choice(options.transport(), environment, TRANSPORT, DEFAULT_TRANSPORT, Settings::transport),
                choice(options.docker(), environment, LOCAL_STORE, DEFAULT_LOCAL_STORE, LocalStoreChoice::read),
                observer,
                environment);
    }

    private static String transport(String name) {
        if (!TRANSPORTS.contains(name)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "There is no transport '" + name + "': write --transport okhttp or --transport apache");
        }
        return name;
    }

    private static <T> T choice(
            @Nullable String option,
            Map<String, String> environment,
            String variable,
            String usual,
            Function<String, T> reader) {
        var text = environment.getOrDefault(variable, "");
        if (option != null || text.isBlank()) {
            return reader.apply(option == null ? usual : option);
        }
        try {
            return reader.apply(text);
        } catch (CommandException e) {
            throw new CommandException(e.exitCode(), e.getMessage() + ". What was read is in the variable " + variable);
        }
    }
}
