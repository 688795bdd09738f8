package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import us.apolo.images.Digest;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.InterruptibleWork;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Cancellation;
import us.apolo.images.port.engine.EngineName;
import us.apolo.images.port.engine.EngineWords;
import us.apolo.images.port.engine.PulledImage;

/** The images of an engine and their names: short questions with short answers. */
final class EngineImages {
    private final EngineSessions sessions;

    EngineImages(EngineSessions sessions) {
        this.sessions = sessions;
    }

    Optional<StoredImage> inspect(Engine engine, LocalImage image) {
        return details(engine, image).map(details -> stored(engine, image, details));
    }

    /**
     * What Podman has just pulled. It does not say it, but the image knows its digests.
     *
     * @param startOfId the last thing that Podman said: how the id of the image starts that it has pulled
     * @return empty if there is another image under that name, or none
     */
    Optional<Digest> pulledByPodman(Engine engine, Transfer transfer, String startOfId) {
        return details(engine, transfer.image())
                .map(details -> new PulledImage(
                        Objects.requireNonNullElse(details.getId(), ""),
                        Objects.requireNonNullElse(details.getRepoDigests(), List.of())))
                .flatMap(image -> image.digest(transfer, startOfId));
    }

    private Optional<InspectImageResponse> details(Engine engine, LocalImage image) {
        var request = EngineRequest.inspect(EngineName.of(image));
        return ask(engine, "look up " + image, request, answer -> EngineObjects.inspection(answer.body()));
    }

    private static StoredImage stored(Engine engine, LocalImage image, InspectImageResponse details) {
        var id = Objects.requireNonNullElse(details.getId(), "");
        var size = Objects.requireNonNullElse(details.getSize(), 0L);
        if (size < 0) {
            throw new TransferFailedException(
                    "What " + engine + " says of " + image + " has an impossible size", null, null);
        }
        try {
            // Podman's ids are sometimes bare.
            return new StoredImage(Digest.parse(id.indexOf(':') < 0 ? "sha256:" + id : id), size);
        } catch (InvalidNameException e) {
            throw new TransferFailedException(
                    "What " + engine + " says of " + image + " has no id that is a digest", null, e);
        }
    }

    void tag(Engine engine, Digest id, LocalImage image) {
        var request = EngineRequest.tag(id, EngineName.of(image));
        if (ask(engine, "give " + id + " the name " + image, request, answer -> id)
                .isEmpty()) {
            throw new ImageNotFoundException(id.toString(), engine.toString(), null, null);
        }
    }

    void untag(Engine engine, LocalImage image) {
        var request = EngineRequest.untag(EngineName.of(image));
        // A name that is not there is as good as taken away.
        ask(engine, "take the name " + image + " away", request, answer -> image);
    }

    /** Reads an answer. */
    private interface Reading<T> {
        T of(EngineResponse answer) throws IOException;
    }

    /** The answer; empty if what was asked for is not there. */
    private <T> Optional<T> ask(Engine engine, String what, EngineRequest request, Reading<T> reading) {
        var session = sessions.begin(engine.place(), Duration.ZERO);
        try {
            return new InterruptibleWork(session::close).run(() -> answer(session, request, reading));
        } catch (EngineRefusedException e) {
            throw new TransferFailedException(
                    sentence(engine) + " does not " + what + ": " + EngineWords.shown(e.words(), Optional.empty()),
                    null,
                    e);
        } catch (IOException e) {
            Cancellation.check("The attempt to " + what, session.isClosed(), e);
            var reason = EngineWords.reason(e);
            throw new EngineUnavailableException(
                    sentence(engine) + " did not answer when asked to " + what + ": " + reason,
                    List.of(engine.place() + ": " + reason),
                    e);
        } finally {
            sessions.end(session);
        }
    }

    private static <T> Optional<T> answer(EngineSession session, EngineRequest request, Reading<T> reading)
            throws IOException {
        try (var answer = session.http().execute(request)) {
            return Optional.of(reading.of(answer.requireSuccess()));
        } catch (EngineRefusedException e) {
            if (e.notFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String sentence(Engine engine) {
        return "T" + engine.toString().substring(1);
    }
}
