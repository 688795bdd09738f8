package us.apolo.images.cli;

import java.util.Map;
import us.apolo.images.port.LocalDockerConfig;

/**
 * Which local store, and where it is.
 *
 * @param name what its provider is called
 * @param config where it is
 */
record LocalStoreChoice(String name, LocalDockerConfig config) {
    private static final String LAYOUT = "oci-layout";
    private static final Map<String, String> WORDS =
            Map.of("docker-daemon", "daemon", "docker-cli", "cli", LAYOUT, LAYOUT);
    private static final Map<String, String> SHORT_NAMES =
            Map.of("daemon", "docker-daemon", "cli", "docker-cli", "oci", LAYOUT);

    /** The word for it that users write. */
    String word() {
        return WORDS.getOrDefault(name, name);
    }

    /** All that users write for it. */
    String written() {
        var place = config.location();
        return place == null ? word() : word() + ":" + place;
    }

    /**
     * Reads what users write.
     *
     * @param text {@code NAME}, or {@code NAME:PLACE} with an engine's address or a folder
     * @throws CommandException if it is not that
     */
    static LocalStoreChoice read(String text) {
        var colon = text.indexOf(':');
        var written = colon < 0 ? text : text.substring(0, colon);
        var name = SHORT_NAMES.getOrDefault(written, written);
        if (!SHORT_NAMES.containsValue(name)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "There is no local store '" + written + "': write --docker daemon, --docker cli or --docker"
                            + " oci-layout:FOLDER");
        }
        var place = colon < 0 ? "" : text.substring(colon + 1);
        if (place.isBlank() && (colon >= 0 || name.equals(LAYOUT))) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "The local store '" + written + "' wants a place: write --docker " + written
                            + (name.equals(LAYOUT) ? ":FOLDER" : ":ADDRESS"));
        }
        return new LocalStoreChoice(
                name, place.isEmpty() ? LocalDockerConfig.DEFAULT : LocalDockerConfig.DEFAULT.withLocation(place));
    }
}
