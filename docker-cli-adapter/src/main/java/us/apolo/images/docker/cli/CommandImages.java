package us.apolo.images.docker.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.engine.EngineName;
import us.apolo.images.port.engine.EngineWords;
import us.apolo.images.port.engine.PulledImage;

/** The images of an engine and their names: short questions with short answers. */
final class CommandImages {
    private final RunningCommands commands;
    private final Map<String, String> variables;

    CommandImages(RunningCommands commands, Map<String, String> variables) {
        this.commands = commands;
        this.variables = variables;
    }

    Optional<StoredImage> inspect(Engine engine, LocalImage image) {
        return details(engine, image).map(details -> new StoredImage(details.id(), details.size()));
    }

    Optional<PulledImage> pulled(Engine engine, LocalImage image) {
        return details(engine, image)
                .map(details -> new PulledImage(details.id().encoded(), details.repoDigests()));
    }

    private Optional<ImageDetails> details(Engine engine, LocalImage image) {
        var found = new ArrayList<ImageDetails>();
        var name = EngineName.of(image).toString();
        var there = ask(
                engine,
                "look up " + image,
                List.of("image", "inspect", ImageDetails.FORMAT, "--", name),
                line -> ImageDetails.read(line).ifPresent(found::add));
        if (there && found.isEmpty()) {
            throw new TransferFailedException(
                    "What " + engine + " says of " + image + " has no id that is a digest", null, null);
        }
        return there ? Optional.of(found.get(found.size() - 1)) : Optional.empty();
    }

    void tag(Engine engine, Digest id, LocalImage image) {
        var name = EngineName.of(image).toString();
        var what = "give " + id + " the name " + image;
        if (!ask(engine, what, List.of("image", "tag", "--", id.toString(), name), line -> {})) {
            throw new ImageNotFoundException(id.toString(), engine.toString(), null, null);
        }
    }

    /** Never by force: that would take the image from containers, and all its other names from it. */
    void untag(Engine engine, LocalImage image) {
        var name = EngineName.of(image).toString();
        ask(engine, "take the name " + image + " away", List.of("image", "rm", "--", name), line -> {});
    }

    /** Whether the image was there. */
    private boolean ask(Engine engine, String what, List<String> words, Consumer<String> output) {
        var errors = new ErrorLines();
        try {
            var invocation = engine.invocation(variables, List.of(), words);
            var exitCode = commands.run("The attempt to " + what, invocation, output, errors::hear);
            if (exitCode == 0) {
                return true;
            }
            if (errors.sayNotThere()) {
                return false;
            }
            throw refused(engine, what, EngineWords.shown(errors.reason(exitCode), Optional.empty()));
        } catch (IOException e) {
            throw unanswered(engine, what, EngineWords.reason(e), e);
        }
    }

    private static RuntimeException refused(Engine engine, String what, String words) {
        return Engines.isUnreachable(words)
                ? unanswered(engine, what, words, null)
                : new TransferFailedException(sentence(engine) + " does not " + what + ": " + words, null, null);
    }

    private static EngineUnavailableException unanswered(
            Engine engine, String what, String reason, @Nullable Throwable cause) {
        return new EngineUnavailableException(
                sentence(engine) + " did not answer when asked to " + what + ": " + reason,
                List.of(engine + ": " + reason),
                cause);
    }

    private static String sentence(Engine engine) {
        return "T" + engine.toString().substring(1);
    }
}
