package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.model.ResponseItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;

/**
 * Makes steps of what an engine says of the layers of one transfer.
 *
 * <p>Bytes are those that the engine counts: when it pushes, of the layer as it is unpacked in the store, with the
 * padding of the archive, so that it counts to more than the size it gave; {@code current} stays at that size then. When
 * it pulls, of the layer as it is compressed. What is unpacked is counted apart and does not add to what was
 * transferred.
 */
final class LayerProgress {
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    /** What is known of one layer. */
    private static final class Layer {
        private OptionalLong transferTotal = OptionalLong.empty();
        private boolean isFinal;
    }

    /**
     * Looks at one object.
     *
     * @return a step; empty if the object is not about a layer, or nothing more was to come of that layer
     */
    Optional<ImageProgressStep> step(ResponseItem item) {
        var id = item.getId();
        var message = item.getStatus();
        // The line that names the tag has the tag for an id.
        if (id == null || id.isEmpty() || message == null || message.startsWith("Pulling from ")) {
            return Optional.empty();
        }
        var layer = layers.computeIfAbsent(id, unknown -> new Layer());
        if (layer.isFinal) {
            return Optional.empty();
        }
        var status = status(message);
        layer.isFinal = status.isFinal();
        return Optional.of(step(id, message, status, layer, ByteCount.of(item)));
    }

    /** The last steps of the layers of which the engine, being done with everything, had no last word. */
    List<ImageProgressStep> finish(String message) {
        return layers.entrySet().stream()
                .filter(entry -> !entry.getValue().isFinal)
                .map(entry -> {
                    entry.getValue().isFinal = true;
                    return step(entry.getKey(), message, LayerStatus.DONE, entry.getValue(), ByteCount.NONE);
                })
                .toList();
    }

    private static ImageProgressStep step(String id, String message, LayerStatus status, Layer layer, ByteCount count) {
        return switch (status) {
            case TRANSFERRING -> {
                if (count.total().isPresent()) {
                    layer.transferTotal = count.total();
                }
                yield new ImageProgressStep(
                        id, message, status, count.currentUpTo(layer.transferTotal), layer.transferTotal);
            }
            case EXTRACTING ->
                new ImageProgressStep(id, message, status, count.currentUpTo(count.total()), count.total());
            case VERIFYING, DONE ->
                new ImageProgressStep(id, message, status, layer.transferTotal, layer.transferTotal);
            case WAITING, EXISTS, OTHER ->
                new ImageProgressStep(id, message, status, OptionalLong.empty(), OptionalLong.empty());
        };
    }

    private static LayerStatus status(String message) {
        return switch (message) {
            case "Preparing", "Waiting", "Pulling fs layer" -> LayerStatus.WAITING;
            case "Pushing", "Downloading", "Pulling layer fs" -> LayerStatus.TRANSFERRING;
            case "Verifying Checksum", "Download complete" -> LayerStatus.VERIFYING;
            case "Extracting" -> LayerStatus.EXTRACTING;
            case "Layer already exists", "Already exists" -> LayerStatus.EXISTS;
            case "Pushed", "Pull complete" -> LayerStatus.DONE;
            default -> message.startsWith("Mounted from ") ? LayerStatus.EXISTS : LayerStatus.OTHER;
        };
    }

    /** What an object counts: bytes, or nothing. */
    private record ByteCount(OptionalLong current, OptionalLong total) {
        private static final ByteCount NONE = new ByteCount(OptionalLong.empty(), OptionalLong.empty());

        static ByteCount of(ResponseItem item) {
            var detail = item.getProgressDetail();
            if (detail == null || countsSomethingElse(item)) {
                return NONE;
            }
            var total = positive(detail.getTotal());
            var current = positive(detail.getCurrent());
            // Engines leave zeros out.
            return new ByteCount(current.isEmpty() && total.isPresent() ? OptionalLong.of(0) : current, total);
        }

        /** For example seconds. Only the outer object keeps what docker-java has no field for. */
        private static boolean countsSomethingElse(ResponseItem item) {
            return item.getRawValues().get("progressDetail") instanceof Map<?, ?> detail
                    && !Objects.requireNonNullElse(detail.get("units"), "").equals("");
        }

        private static OptionalLong positive(@Nullable Long number) {
            return number == null || number <= 0 ? OptionalLong.empty() : OptionalLong.of(number);
        }

        OptionalLong currentUpTo(OptionalLong limit) {
            return current.isPresent() && limit.isPresent()
                    ? OptionalLong.of(Math.min(current.getAsLong(), limit.getAsLong()))
                    : current;
        }
    }
}
