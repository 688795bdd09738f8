package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.model.ResponseItem;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Cancellation;
import us.apolo.images.port.engine.ClosingWord;
import us.apolo.images.port.engine.Direction;
import us.apolo.images.port.engine.EngineName;
import us.apolo.images.port.engine.LayerProgress;
import us.apolo.images.port.engine.TransferErrors;

/** One push or pull by an engine. */
final class EngineTransfer {
    private final Engine engine;
    private final EngineSession session;
    private final Transfer transfer;
    private final TransferErrors errors;
    private final LayerProgress layers = new LayerProgress();
    private final ClosingWord closingWord;
    private final Direction direction;

    EngineTransfer(Direction direction, Engine engine, EngineSession session, Transfer transfer) {
        this.direction = direction;
        this.engine = engine;
        this.session = session;
        this.transfer = transfer;
        this.errors = new TransferErrors(direction, transfer, engine.toString());
        this.closingWord = new ClosingWord(direction, transfer.tag());
    }

    /**
     * Does it. Whichever way it ends, the session is closed, and the engine stops too.
     *
     * @param steps hears of the layers, on this thread
     * @param podmansDigest finds out what was pulled by an engine that does not say it, from the start of the image's id
     * @return what was transferred
     */
    Digest run(Consumer<ImageProgressStep> steps, PodmansDigest podmansDigest) {
        try (session) {
            listen(steps);
        }
        var digest = closingWord
                .digest()
                .or(() -> engine.podman() ? closingWord.podmansImage().flatMap(podmansDigest::of) : Optional.empty())
                .orElseThrow(errors::unfinished);
        layers.finish(direction.lastWord()).forEach(steps);
        return digest;
    }

    private void listen(Consumer<ImageProgressStep> steps) {
        var ended = false;
        try {
            var stream = new EngineStream(session, request());
            for (var item = next(stream); item.isPresent(); item = next(stream)) {
                hear(item.get(), steps);
            }
            ended = true;
        } finally {
            if (!ended) {
                session.hangUp();
            }
        }
    }

    /** See {@link #run}. */
    interface PodmansDigest {
        Optional<Digest> of(String startOfId);
    }

    private EngineRequest request() {
        var name = EngineName.of(transfer.image());
        var login = EngineObjects.login(
                transfer.credentials(), transfer.repository().registry());
        return switch (direction) {
            case PUSH -> EngineRequest.push(name, login);
            case PULL -> EngineRequest.pull(name, transfer.platform(), login);
        };
    }

    private Optional<ResponseItem> next(EngineStream stream) {
        try {
            if (session.isClosed()) {
                throw Cancellation.closed(errors.operation(), null);
            }
            return stream.next();
        } catch (EngineRefusedException e) {
            throw errors.refused(e.words(), e.notFound(), e);
        } catch (IOException e) {
            Cancellation.check(errors.operation(), session.isClosed(), e);
            throw errors.broken(e);
        }
    }

    @SuppressWarnings("deprecation") // the older of the two fields for errors; some engines fill it alone
    private void hear(ResponseItem item, Consumer<ImageProgressStep> steps) {
        if (item.isErrorIndicated()) {
            var detail = item.getErrorDetail();
            var words = detail == null || detail.getMessage() == null ? item.getError() : detail.getMessage();
            throw errors.said(Objects.requireNonNullElse(words, "an error without words"));
        }
        var id = Objects.requireNonNullElse(item.getId(), "");
        var status = Objects.requireNonNullElse(item.getStatus(), "");
        closingWord.hear(id, status);
        layers.step(id, status, LayerBytes.of(item)).ifPresent(steps);
    }
}
