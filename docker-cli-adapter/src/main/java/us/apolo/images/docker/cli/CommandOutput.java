package us.apolo.images.docker.cli;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.port.engine.ClosingWord;
import us.apolo.images.port.engine.Direction;
import us.apolo.images.port.engine.LayerProgress;

/** Understands what a command prints during a transfer, and lets pass what is not about it. */
final class CommandOutput {
    private static final Pattern DOCKERS_LAYER = Pattern.compile("([0-9a-f]{12,64}): (.+)");
    private static final Pattern DOCKERS_END = Pattern.compile(".+: digest: \\S+ size: \\d+|Digest: \\S+|Status: .+");
    private static final Pattern PODMANS_LAYER =
            Pattern.compile("Copying blob (?:sha256:)?([0-9a-f]{12})[0-9a-f]*(?: (.+))?");
    private static final Pattern PODMANS_IMAGE = Pattern.compile("[0-9a-f]{64}");

    private final Engine.Kind kind;
    private final LayerProgress layers = new LayerProgress();
    private final ClosingWord closingWord;
    private final Consumer<ImageProgressStep> steps;
    private Optional<String> image = Optional.empty();

    /**
     * Has heard nothing yet.
     *
     * @param tag the tag of the image
     * @param steps hears how the layers get on
     */
    CommandOutput(Engine.Kind kind, Direction direction, String tag, Consumer<ImageProgressStep> steps) {
        this.kind = kind;
        this.closingWord = new ClosingWord(direction, tag);
        this.steps = steps;
    }

    /** Hears a line, whichever pipe it comes from: Podman has its progress on standard error. */
    void hear(String line) {
        if (kind == Engine.Kind.PODMAN) {
            hearPodman(line);
        } else {
            hearDocker(line);
        }
    }

    private void hearDocker(String line) {
        var layer = DOCKERS_LAYER.matcher(line);
        if (DOCKERS_END.matcher(line).matches()) {
            closingWord.hear("", line);
        } else if (layer.matches()) {
            closingWord.hear(layer.group(1), layer.group(2));
            step(layer.group(1), layer.group(2));
        }
    }

    private void hearPodman(String line) {
        var layer = PODMANS_LAYER.matcher(line);
        if (layer.matches()) {
            step(layer.group(1), layer.group(2) == null ? "Copying blob" : layer.group(2));
        } else if (PODMANS_IMAGE.matcher(line).matches()) {
            image = Optional.of(line);
        }
    }

    private void step(String layer, String message) {
        layers.step(layer, message, LayerProgress.Bytes.NONE).ifPresent(steps);
    }

    /** What was transferred, if it was said. */
    Optional<Digest> digest() {
        return closingWord.digest();
    }

    /** The id of the image that was pulled, or how it starts, if that is all that was said. */
    Optional<String> pulledImage() {
        return kind == Engine.Kind.PODMAN_SERVICE ? closingWord.podmansImage() : image;
    }

    /** Gives each layer a last step that has none. */
    void finish(String message) {
        layers.finish(message).forEach(steps);
    }
}
