package us.apolo.images.port.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;

/**
 * Makes steps of what an engine says of the layers of one transfer. For one thread.
 *
 * <p>Bytes are those that the engine counts: when it pushes, of the layer as it is unpacked in the store, with the
 * padding of the archive, so that it counts to more than the size it gave; {@code current} stays at that size then. When
 * it pulls, of the layer as it is compressed. What is unpacked is counted apart and does not add to what was
 * transferred.
 */
public final class LayerProgress {
    /** No image has more, and no layer a longer name: what an engine says without end takes no memory without end. */
    private static final int MAX_LAYERS = 10_000;

    private static final int MAX_ID = 200;

    private final Map<String, Layer> layers = new LinkedHashMap<>();

    /** Knows of no layer yet. */
    public LayerProgress() {}

    /**
     * What an engine counts of a layer.
     *
     * @param current the bytes done so far; empty if it does not say
     * @param total the bytes in all; empty if it does not say
     */
    public record Bytes(OptionalLong current, OptionalLong total) {
        /** Nothing is counted. */
        public static final Bytes NONE = new Bytes(OptionalLong.empty(), OptionalLong.empty());

        private OptionalLong currentUpTo(OptionalLong limit) {
            return current.isPresent() && limit.isPresent()
                    ? OptionalLong.of(Math.min(current.getAsLong(), limit.getAsLong()))
                    : current;
        }
    }

    /** What is known of one layer. */
    private static final class Layer {
        private OptionalLong transferTotal = OptionalLong.empty();
        private boolean isFinal;
    }

    /**
     * Hears one thing that the engine says.
     *
     * @param id the layer
     * @param message the engine's words
     * @param bytes what it counts, none of it negative
     * @return a step; empty if this is not about a layer, or nothing more was to come of that layer
     */
    public Optional<ImageProgressStep> step(String id, String message, Bytes bytes) {
        // The line that names the tag has the tag for an id.
        if (id.isEmpty() || message.isEmpty() || message.startsWith("Pulling from ")) {
            return Optional.empty();
        }
        var layer = layer(id);
        if (layer == null || layer.isFinal) {
            return Optional.empty();
        }
        var status = status(message);
        layer.isFinal = status.isFinal();
        return Optional.of(step(id, message, status, layer, bytes));
    }

    /** What is known of a layer; null if it is one too many. */
    private @Nullable Layer layer(String id) {
        var layer = layers.get(id);
        if (layer == null && layers.size() < MAX_LAYERS && id.length() <= MAX_ID) {
            layer = new Layer();
            layers.put(id, layer);
        }
        return layer;
    }

    /**
     * Says goodbye to the layers of which the engine, being done with everything, had no last word.
     *
     * @param message what the engine might have said, for example {@code Pushed}
     * @return the last steps of those layers, in the order in which they were first heard of
     */
    public List<ImageProgressStep> finish(String message) {
        return layers.entrySet().stream()
                .filter(entry -> !entry.getValue().isFinal)
                .map(entry -> {
                    entry.getValue().isFinal = true;
                    return step(entry.getKey(), message, LayerStatus.DONE, entry.getValue(), Bytes.NONE);
                })
                .toList();
    }

    private static ImageProgressStep step(String id, String message, LayerStatus status, Layer layer, Bytes bytes) {
        return switch (status) {
            case TRANSFERRING -> {
                if (bytes.total().isPresent()) {
                    layer.transferTotal = bytes.total();
                }
                yield new ImageProgressStep(
                        id, message, status, bytes.currentUpTo(layer.transferTotal), layer.transferTotal);
            }
            case EXTRACTING ->
                new ImageProgressStep(id, message, status, bytes.currentUpTo(bytes.total()), bytes.total());
            case VERIFYING, DONE ->
                new ImageProgressStep(id, message, status, layer.transferTotal, layer.transferTotal);
            case WAITING, EXISTS, OTHER ->
                new ImageProgressStep(id, message, status, OptionalLong.empty(), OptionalLong.empty());
        };
    }

    private static LayerStatus status(String message) {
        return switch (message) {
            case "Preparing", "Waiting", "Pulling fs layer" -> LayerStatus.WAITING;
            case "Pushing", "Downloading", "Pulling layer fs", "Copying blob" -> LayerStatus.TRANSFERRING;
            case "Verifying Checksum", "Download complete" -> LayerStatus.VERIFYING;
            case "Extracting" -> LayerStatus.EXTRACTING;
            case "Layer already exists", "Already exists", "skipped: already exists" -> LayerStatus.EXISTS;
            case "Pushed", "Pull complete", "done" -> LayerStatus.DONE;
            default -> message.startsWith("Mounted from ") ? LayerStatus.EXISTS : LayerStatus.OTHER;
        };
    }
}
