package us.apolo.images.core.registry;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;
import us.apolo.images.core.operation.Attempts;

/**
 * The attempts at an upload. They and their time count from the first failure, since a large blob takes its time, and
 * anew whenever the registry has more of the blob than ever before. For one thread.
 */
final class UploadAttempts {
    private final Supplier<Attempts> source;
    private @Nullable Attempts attempts;
    private int failed;
    private long furthest;

    UploadAttempts(Supplier<Attempts> source) {
        this.source = source;
    }

    /** The number of the attempt that is under way, from one. */
    int number() {
        return failed + 1;
    }

    /** Waits for the next attempt after one that has failed, or throws the failure. */
    void failed(ImagesException failure) {
        if (attempts == null) {
            attempts = source.get();
        }
        failed++;
        attempts.failed(failure);
    }

    /** Takes note of how much the registry has. */
    void reached(long bytes) {
        if (bytes > furthest) {
            furthest = bytes;
            attempts = null;
            failed = 0;
        }
    }
}
