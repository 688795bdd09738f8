package us.apolo.images.core;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.Platform;
import us.apolo.images.RemoteImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.observation.TransferStart;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;

/** Pushes and pulls: the local store moves the bytes; this gives it the names, and holds it to the registry's digest. */
final class Transfers {
    private static final String LATEST = "latest";

    private final LocalDockerPort store;
    private final TemporaryNames names;
    private final @Nullable Platform platform;
    private final Retries retries;

    /**
     * Makes the use cases.
     *
     * @param platform which image of an index to pull; null for the store's own choice
     * @param retries apply to transfers that fail for the registry's sake
     */
    Transfers(LocalDockerPort store, @Nullable Platform platform, Retries retries) {
        this.retries = retries;
        this.store = store;
        this.names = new TemporaryNames(store);
        this.platform = platform;
    }

    void push(LocalImage local, RemoteImage remote, ImageProgressListener progress, Session session) {
        var source = tagged(local);
        var target = fullName(remote);
        var stored = require(source);
        progress.push(new ImageProgressPush(local, remote));
        names.with(target, source, before -> {
            if (!before.equals(Optional.of(stored))) {
                store.tag(stored.id(), target);
            }
            var pushed = repeated(session, "push", target, remote, observed(store::push, progress, session));
            verify(pushed, remote, session.registry(), "pushed");
            return pushed;
        });
    }

    void pull(RemoteImage remote, LocalImage local, ImageProgressListener progress, Session session) {
        var source = fullName(remote);
        var target = tagged(local);
        // Asked first, so that a missing or forbidden image and a stale token show as what they are.
        var offered = session.registry().digest(Repository.of(remote), Reference.tag(tag(remote)));
        progress.pull(new ImageProgressPull(remote, local));
        names.with(source, target, before -> {
            var pulled = repeated(session, "pull", source, remote, observed(store::pull, progress, session));
            if (!pulled.equals(offered)) {
                // The tag may have moved since.
                verify(pulled, remote, session.registry(), "pulled");
            }
            store.tag(require(source).id(), target);
            return pulled;
        });
    }

    /** Moves the image, again if the registry fails in a way that may pass. */
    private Digest repeated(Session session, String verb, LocalImage name, RemoteImage remote, Move move) {
        return retries.start(verb, Repository.of(remote).registry(), session.observation())
                .run(attempt -> authenticated(session, name, remote, move, attempt));
    }

    private static Move observed(StoreMove move, ImageProgressListener progress, Session session) {
        return (transfer, attempt) -> ObservedTransfer.of(
                new TransferStart(
                        transfer.image().toString(), transfer.repository().registry(), attempt),
                session.observation(),
                progress::step,
                steps -> move.run(transfer, steps));
    }

    /** Moves the image, and once more with fresh credentials if the registry does not accept the first ones. */
    private Digest authenticated(Session session, LocalImage name, RemoteImage remote, Move move, int attempt) {
        var repository = Repository.of(remote);
        var credentials = session.credentials().of(repository.registry());
        try {
            return move.run(transfer(session, name, repository), attempt);
        } catch (NotAuthenticatedException e) {
            if (!session.credentials().renew(repository.registry(), credentials)) {
                throw e;
            }
            return move.run(transfer(session, name, repository), attempt);
        }
    }

    private Transfer transfer(Session session, LocalImage name, Repository repository) {
        var credentials = session.credentials().of(repository.registry());
        return new Transfer(name, repository, credentials, platform, session.registry());
    }

    private static void verify(Digest moved, RemoteImage remote, RegistryPort registry, String verb) {
        var repository = Repository.of(remote);
        try {
            var there = registry.digest(repository, Reference.tag(tag(remote)));
            if (!there.equals(moved)) {
                throw mismatch(moved, remote, verb, there.toString(), null);
            }
        } catch (ImageNotFoundException e) {
            throw mismatch(moved, remote, verb, "nothing", e);
        }
    }

    private static TransferFailedException mismatch(
            Digest moved, RemoteImage remote, String verb, String there, @Nullable ImageNotFoundException cause) {
        return new TransferFailedException(
                "What was " + verb + " is " + moved + ", and the registry "
                        + Repository.of(remote).registry() + " has " + there + " as " + remote
                        + "; somebody may have changed the same tag, so try again",
                null,
                cause);
    }

    private StoredImage require(LocalImage image) {
        return store.inspect(image)
                .orElseThrow(() -> new ImageNotFoundException(image.toString(), "the local image store", null, null));
    }

    /** The name that a remote image has in the local store while it is transferred. */
    private static LocalImage fullName(RemoteImage remote) {
        return new LocalImage(remote.withoutTag().asDockerUrl(), tag(remote));
    }

    static String tag(RemoteImage remote) {
        return Objects.requireNonNullElse(remote.tag(), LATEST);
    }

    private static LocalImage tagged(LocalImage image) {
        return image.tag() == null ? image.withTag(LATEST) : image;
    }

    /** Puts back the names that an engine which went away has kept. */
    void close() {
        names.close();
    }

    /** A push or a pull, and how often it has been tried. */
    private interface Move {
        Digest run(Transfer transfer, int attempt);
    }

    /** A push or a pull as the store does it. */
    private interface StoreMove {
        Digest run(Transfer transfer, Consumer<ImageProgressStep> steps);
    }
}
