package us.apolo.images.docker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.ImagesException;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Direction;
import us.apolo.images.port.engine.EngineName;
import us.apolo.images.port.engine.EngineWords;
import us.apolo.images.port.engine.HostEnvironment;
import us.apolo.images.port.engine.TransferErrors;

/** One push or pull by a command. */
final class CommandTransfer {
    /** What is said both of a registry that hangs up and by the command when its engine does. */
    private static final Set<String> CUT_OFF = Set.of("unexpected EOF", "EOF");

    private final Direction direction;
    private final Transfer transfer;
    private final Engine engine;
    private final Surroundings surroundings;
    private final TransferErrors errors;

    CommandTransfer(Direction direction, Transfer transfer, Engine engine, Surroundings surroundings) {
        this.direction = direction;
        this.transfer = transfer;
        this.engine = engine;
        this.surroundings = surroundings;
        this.errors = new TransferErrors(direction, transfer, engine.toString());
    }

    /**
     * What a transfer needs of its store.
     *
     * @param environment what surrounds the program
     * @param variables the environment of commands
     * @param commands runs commands
     * @param engines knows whether the engine is still there
     * @param images knows what an image is called
     */
    record Surroundings(
            HostEnvironment environment,
            Map<String, String> variables,
            RunningCommands commands,
            Engines engines,
            CommandImages images) {}

    /**
     * Does it.
     *
     * @param steps hears of the layers, on this thread
     * @return what was transferred
     */
    Digest run(Consumer<ImageProgressStep> steps) {
        var output = new CommandOutput(engine.kind(), direction, transfer.tag(), steps);
        try (var login = Login.write(transfer)) {
            var digestFile = login.folder().resolve("digest");
            runCommand(login, digestFile, output);
            var digest = digest(output, digestFile).orElseThrow(errors::unfinished);
            output.finish(direction.lastWord());
            return digest;
        } catch (IOException e) {
            throw errors.failed(e);
        }
    }

    private void runCommand(Login login, Path digestFile, CommandOutput output) throws IOException {
        var errorLines = new ErrorLines();
        var exitCode =
                surroundings.commands.run(errors.operation(), invocation(login, digestFile), output::hear, line -> {
                    output.hear(line);
                    errorLines.hear(line);
                });
        if (exitCode != 0) {
            throw failure(errorLines.reason(exitCode));
        }
    }

    private Invocation invocation(Login login, Path digestFile) throws IOException {
        var options = new ArrayList<String>();
        var variables = new HashMap<>(surroundings.variables);
        var words = new ArrayList<>(List.of("image", direction.verb()));
        if (engine.kind() == Engine.Kind.PODMAN) {
            variables.putAll(login.podmanVariables(surroundings.environment));
            if (direction == Direction.PUSH) {
                words.add("--digestfile=" + digestFile);
            }
        } else {
            options.add("--config=" + login.folder());
            if (engine.isOfAContext()) {
                login.showContexts(surroundings.environment);
            }
        }
        if (direction == Direction.PULL && transfer.platform() != null) {
            words.add("--platform=" + transfer.platform());
        }
        words.addAll(List.of("--", EngineName.of(transfer.image()).toString()));
        return engine.invocation(variables, options, words);
    }

    private ImagesException failure(String words) {
        if (Engines.isUnreachable(words)) {
            var shown = EngineWords.shown(words, transfer.credentials());
            return new EngineUnavailableException(
                    errors.operation() + " failed, since " + engine + " does not answer: " + shown,
                    List.of(engine + ": " + shown),
                    null);
        }
        if (CUT_OFF.contains(words)) {
            try {
                surroundings.engines.find();
            } catch (EngineUnavailableException e) {
                return errors.broken(e);
            }
        }
        return errors.said(words);
    }

    private Optional<Digest> digest(CommandOutput output, Path digestFile) throws IOException {
        if (engine.kind() == Engine.Kind.PODMAN && direction == Direction.PUSH) {
            return Optional.of(podmansPush(digestFile));
        }
        return output.digest().or(() -> output.pulledImage().flatMap(this::pulled));
    }

    /** Podman's exit code can be relied on. Where it works for a service, older ones leave the file empty. */
    private Digest podmansPush(Path digestFile) throws IOException {
        var digest = Files.exists(digestFile) ? Files.readString(digestFile).strip() : "";
        return digest.isEmpty()
                ? transfer.registry().digest(transfer.repository(), Reference.tag(transfer.tag()))
                : Digest.parse(digest);
    }

    private Optional<Digest> pulled(String startOfId) {
        return surroundings.images.pulled(engine, transfer.image()).flatMap(image -> image.digest(transfer, startOfId));
    }
}
