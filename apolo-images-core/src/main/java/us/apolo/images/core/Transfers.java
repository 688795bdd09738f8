package us.apolo.images.core;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.Platform;
import us.apolo.images.RemoteImage;
import us.apolo.images.TransferFailedException;
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

    /**
     * Makes the use cases.
     *
     * @param platform which image of an index to pull; null for the store's own choice
     */
    Transfers(LocalDockerPort store, @Nullable Platform platform) {
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
            var pushed = authenticated(session, target, remote, transfer -> store.push(transfer, progress::step));
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
            var pulled = authenticated(session, source, remote, transfer -> store.pull(transfer, progress::step));
            if (!pulled.equals(offered)) {
                // The tag may have moved since.
                verify(pulled, remote, session.registry(), "pulled");
            }
            store.tag(require(source).id(), target);
            return pulled;
        });
    }

    /** Moves the image, and once more with fresh credentials if the registry does not accept the first ones. */
    private Digest authenticated(Session session, LocalImage name, RemoteImage remote, Move move) {
        var repository = Repository.of(remote);
        var credentials = session.credentials().of(repository.registry());
        try {
            return move.run(transfer(session, name, repository));
        } catch (NotAuthenticatedException e) {
            if (!session.credentials().renew(repository.registry(), credentials)) {
                throw e;
            }
            return move.run(transfer(session, name, repository));
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

    /** A push or a pull. */
    private interface Move {
        Digest run(Transfer transfer);
    }
}
