package us.apolo.images.core;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /**
     * How often a name is given that goes away again: another process that moves the same image through the same engine
     * takes the name away when it is done.
     */
    private static final int MAX_LOSSES = 5;

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
        Move push = observed(store::push, progress, session);
        if (store.movesUnderAnyName()) {
            verify(repeated(session, "push", source, remote, push), remote, session.registry(), "pushed");
            return;
        }
        names.with(target, source, before -> {
            if (!before.equals(Optional.of(stored))) {
                store.tag(stored.id(), target);
            }
            var pushed = pushNamed(stored, target, () -> repeated(session, "push", target, remote, push));
            verify(pushed, remote, session.registry(), "pushed");
            return pushed;
        });
    }

    /** Pushes an image under a name that it has got for that, and gives it again if somebody else takes it away. */
    private Digest pushNamed(StoredImage image, LocalImage name, Supplier<Digest> push) {
        for (var losses = 1; ; losses++) {
            try {
                return push.get();
            } catch (ImageNotFoundException e) {
                if (losses == MAX_LOSSES || store.inspect(name).isPresent()) {
                    throw e;
                }
                store.tag(image.id(), name);
            }
        }
    }

    void pull(RemoteImage remote, LocalImage local, ImageProgressListener progress, Session session) {
        var source = fullName(remote);
        var target = tagged(local);
        // Asked first, so that a missing or forbidden image and a stale token show as what they are.
        var offered = session.registry().digest(Repository.of(remote), Reference.tag(tag(remote)));
        progress.pull(new ImageProgressPull(remote, local));
        Move pull = observed(store::pull, progress, session);
        if (store.movesUnderAnyName()) {
            verifyPulled(repeated(session, "pull", target, remote, pull), offered, remote, session);
            return;
        }
        names.with(
                source,
                target,
                before -> pullNamed(source, () -> {
                    var pulled = repeated(session, "pull", source, remote, pull);
                    verifyPulled(pulled, offered, remote, session);
                    var image = store.inspect(source);
                    image.ifPresent(found -> store.tag(found.id(), target));
                    return image;
                }));
    }

    /** Pulls an image under a name that it is to lose, and again if somebody else takes that away too soon. */
    private static StoredImage pullNamed(LocalImage name, Supplier<Optional<StoredImage>> pull) {
        for (var losses = 0; losses < MAX_LOSSES; losses++) {
            var image = pull.get();
            if (image.isPresent()) {
                return image.get();
            }
        }
        throw notFound(name);
    }

    private static void verifyPulled(Digest pulled, Digest offered, RemoteImage remote, Session session) {
        if (!pulled.equals(offered)) {
            // The tag may have moved since.
            verify(pulled, remote, session.registry(), "pulled");
        }
    }

    /** Moves the image, again if the registry fails in a way that may pass. */
    private Digest repeated(Session session, String verb, LocalImage name, RemoteImage remote, Move move) {
        return retries.start(verb, Repository.of(remote).registry(), session.observation())
                .run(attempt -> authenticated(session, name, remote, move, attempt));
    }

    private static Move observed(StoreMove move, ImageProgressListener progress, Session session) {
        return (transfer, attempt) -> ObservedTransfer.of(
                new TransferStart(transfer.fullName(), transfer.repository().registry(), attempt),
                session.observation(),
                progress::step,
                steps -> move.run(transfer, steps));
    }

    /** Moves the image, and once more with fresh credentials if the registry does not accept the first ones. */
    private Digest authenticated(Session session, LocalImage name, RemoteImage remote, Move move, int attempt) {
        var repository = Repository.of(remote);
        var credentials = session.credentials().of(repository.registry());
        try {
            return move.run(transfer(session, name, remote), attempt);
        } catch (NotAuthenticatedException e) {
            if (!session.credentials().renew(repository.registry(), credentials)) {
                throw e;
            }
            return move.run(transfer(session, name, remote), attempt);
        }
    }

    private Transfer transfer(Session session, LocalImage name, RemoteImage remote) {
        var repository = Repository.of(remote);
        var credentials = session.credentials().of(repository.registry());
        return new Transfer(name, repository, tag(remote), credentials, platform, session.registry());
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
        return store.inspect(image).orElseThrow(() -> notFound(image));
    }

    private static ImageNotFoundException notFound(LocalImage image) {
        return new ImageNotFoundException(image.toString(), "the local image store", null, null);
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
