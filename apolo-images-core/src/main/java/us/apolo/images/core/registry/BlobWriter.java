package us.apolo.images.core.registry;

import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Repository;

/**
 * Stores one blob, by one upload or by several. An upload that breaks off goes on where the registry is; where the
 * registry does not know that, or goes on with nothing, another one starts. For one thread.
 */
final class BlobWriter {
    private static final System.Logger LOG = System.getLogger(BlobWriter.class.getName());
    private static final HttpBody NOTHING = HttpBody.of(new byte[0]);

    private final RegistryClient client;
    private final PartLimits limits;
    private final Repository repository;
    private final Digest digest;
    private final HttpBody content;
    private final UploadWay way;
    private final UploadAttempts attempts;
    private @Nullable BlobUpload upload;

    BlobWriter(RegistryClient client, PartLimits limits, Repository repository, Digest digest, HttpBody content) {
        this.client = client;
        this.limits = limits;
        this.repository = repository;
        this.digest = digest;
        this.content = content;
        this.way = new UploadWay(content, limits.of(repository.registry()));
        this.attempts = new UploadAttempts(() -> client.attempts("PUT upload", repository.registry()));
    }

    /** Stores it by an upload that there is already. */
    void write(UploadPlace started) {
        upload = new BlobUpload(client, repository, started);
        write();
    }

    /** Stores it. */
    void write() {
        var done = false;
        while (!done) {
            var current = upload == null ? start() : upload;
            upload = current;
            done = isWritten(current);
        }
        if (way.limit() != PartLimits.NONE) {
            limits.remember(repository.registry(), way.limit());
        }
    }

    private BlobUpload start() {
        return new BlobUpload(client, repository, client.call(new UploadEndpoints.Start(repository)));
    }

    /** Tries once; false if it is to be tried again, by this upload or by another. */
    private boolean isWritten(BlobUpload current) {
        try {
            send(current);
            return true;
        } catch (ImagesException e) {
            return isWrittenInSpiteOf(e, current);
        } catch (RuntimeException e) {
            current.cancel(e);
            throw e;
        }
    }

    private void send(BlobUpload current) {
        if (way.isWhole(current)) {
            current.finish(digest, content, attempts.number());
            return;
        }
        while (!way.isComplete(current)) {
            current.append(way.next(current), attempts.number());
            attempts.reached(current.taken());
        }
        current.finish(digest, NOTHING, attempts.number());
    }

    /** Prepares what comes next after a failure, if anything does. */
    private boolean isWrittenInSpiteOf(ImagesException failure, BlobUpload current) {
        try {
            var turn = turn(failure, current);
            if (turn == UploadWay.Turn.START_OVER || !way.resumes()) {
                current.cancel(failure);
                upload = null;
                return false;
            }
            return isWrittenAsAsked(failure, current);
        } catch (RuntimeException e) {
            var reason = way.reason(e);
            current.cancel(reason);
            throw reason;
        }
    }

    private UploadWay.Turn turn(ImagesException failure, BlobUpload current) {
        if (!content.replayable()) {
            throw failure;
        }
        var turn = way.after(failure, current);
        if (turn == UploadWay.Turn.NONE) {
            attempts.failed(failure);
        }
        return turn;
    }

    /** Asks the registry how far it has got. What is not to be had from it is left behind, and another upload starts. */
    private boolean isWrittenAsAsked(ImagesException failure, BlobUpload current) {
        try {
            current.ask();
            if (way.fits(current.taken())) {
                attempts.reached(current.taken());
                return false;
            }
        } catch (ImagesException e) {
            if (!isRefusal(e)) {
                e.addSuppressed(failure);
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "An upload cannot be gone on with: {0}", e.getMessage());
            if (e.answer().filter(answer -> answer.status() == 404).isPresent()) {
                upload = null;
                return current.isEnding() && isThere();
            }
        }
        current.cancel(failure);
        upload = null;
        return false;
    }

    /** An upload that is unknown may have come to its end without a word of it. */
    private boolean isThere() {
        try {
            return client.call(new BlobEndpoints.Head(repository, digest)).isPresent();
        } catch (ImagesException e) {
            if (!isRefusal(e)) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "A blob cannot be asked for: {0}", e.getMessage());
            return false;
        }
    }

    /** Whether a registry that can be reached has no useful answer. */
    private static boolean isRefusal(ImagesException e) {
        return !(e instanceof OperationCancelledException)
                && !(e instanceof RateLimitedException)
                && !(e instanceof RegistryUnavailableException && e.answer().isEmpty());
    }
}
