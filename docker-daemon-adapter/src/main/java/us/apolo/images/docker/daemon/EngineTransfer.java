package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import us.apolo.images.Credentials;
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
    private static final System.Logger LOG = System.getLogger(EngineTransfer.class.getName());
    private static final Duration END_LIMIT = Duration.ofSeconds(5);

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
     * Does it. Whichever way it ends, nothing of it goes on afterwards: the session is closed and the thread that reads
     * is gone, so that the engine stops too.
     *
     * @param steps hears of the layers, on this thread
     * @param podmansDigest finds out what was pulled by an engine that does not say it, from the start of the image's id
     * @return what was transferred
     */
    Digest run(Consumer<ImageProgressStep> steps, PodmansDigest podmansDigest) {
        if (direction == Direction.PUSH) {
            var stream = new EngineStream<PushResponseItem>(session.http()::caller);
            return follow(stream, () -> startPush(stream), steps, podmansDigest);
        }
        var stream = new EngineStream<PullResponseItem>(session.http()::caller);
        return follow(stream, () -> startPull(stream), steps, podmansDigest);
    }

    /** See {@link #run}. */
    interface PodmansDigest {
        Optional<Digest> of(String startOfId);
    }

    private void startPush(EngineStream<PushResponseItem> stream) {
        var name = EngineName.of(transfer.image());
        session.client()
                .pushImageCmd(name.repository())
                .withTag(name.tag())
                .withAuthConfig(login())
                .exec(stream);
    }

    private void startPull(EngineStream<PullResponseItem> stream) {
        var name = EngineName.of(transfer.image());
        var command = session.client()
                .pullImageCmd(name.repository())
                .withTag(name.tag())
                .withAuthConfig(login());
        if (transfer.platform() != null) {
            command.withPlatform(transfer.platform().toString());
        }
        command.exec(stream);
    }

    /** Without credentials an empty login, since engines refuse to push with none at all. */
    private AuthConfig login() {
        return transfer.credentials()
                .map(EngineTransfer::login)
                .map(login -> login.withRegistryAddress(transfer.repository().registry()))
                .orElseGet(() -> new AuthConfig().withRegistryAddress(null));
    }

    private static AuthConfig login(Credentials credentials) {
        return credentials.isIdentityToken()
                ? new AuthConfig().withIdentityToken(credentials.password())
                : new AuthConfig().withUsername(credentials.username()).withPassword(credentials.password());
    }

    private <T extends ResponseItem> Digest follow(
            EngineStream<T> stream, Runnable start, Consumer<ImageProgressStep> steps, PodmansDigest podmansDigest) {
        try {
            start.run();
            for (var item = next(stream); item.isPresent(); item = next(stream)) {
                hear(item.get(), steps);
            }
        } finally {
            session.close();
            stream.close();
            if (!stream.awaitEnd(END_LIMIT)) {
                LOG.log(System.Logger.Level.WARNING, "The thread that reads what {0} says does not end", engine);
            }
        }
        var digest = closingWord
                .digest()
                .or(() -> engine.podman() ? closingWord.podmansImage().flatMap(podmansDigest::of) : Optional.empty())
                .orElseThrow(errors::unfinished);
        layers.finish(direction.lastWord()).forEach(steps);
        return digest;
    }

    private <T extends ResponseItem> Optional<T> next(EngineStream<T> stream) {
        try {
            if (session.isClosed()) {
                throw Cancellation.closed(errors.operation(), null);
            }
            return stream.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Cancellation.interrupted(errors.operation(), e);
        } catch (EngineStream.BrokenException e) {
            Cancellation.check(errors.operation(), session.isClosed(), e);
            throw e.getCause() instanceof DockerException refusal
                    ? errors.refused(EngineRefusal.words(refusal), refusal.getHttpStatus() == 404, refusal)
                    : errors.broken(Objects.requireNonNullElse(e.getCause(), e));
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
