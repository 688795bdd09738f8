package us.apolo.images.core.registry;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.HttpBody;

/**
 * In which way the bytes of a blob go to a registry: all in the request that ends the upload, which costs the fewest
 * requests, or in parts before it. It changes with what the registry refuses. For one thread.
 */
final class UploadWay {
    /** Where the search begins for what is not too large at once. Proxies that have a limit often have one near this. */
    private static final long LARGE_PART = 64L << 20;

    /** Where it ends. No proxy is known to want less by default. */
    private static final long SMALL_PART = 256L << 10;

    private static final int TOO_LARGE = 413;
    private static final int MISPLACED = 416;
    private static final Set<Integer> UNSUPPORTED = Set.of(405, 501);
    private static final long UNKNOWN = -1;

    private final HttpBody content;
    private final long length;
    private long limit;
    private boolean whole;
    private boolean resumes;
    private boolean misplaced;
    private @Nullable RegistryRefusedException refusal;

    UploadWay(HttpBody content, long limit) {
        this.content = content;
        this.length = content.length().orElse(UNKNOWN);
        this.limit = limit;
        this.whole = length <= limit || !content.replayable();
        this.resumes = length != UNKNOWN;
    }

    /** What comes next of a failure. */
    enum Turn {
        /** There is no other way than this one. */
        NONE,
        /** The upload goes on in another way, from where the registry is. */
        GO_ON,
        /** Another upload begins. */
        START_OVER
    }

    /** Whether all bytes go with the request that ends the upload. */
    boolean isWhole(BlobUpload upload) {
        return whole && upload.taken() == 0;
    }

    /** Whether there is any sense in asking how far an upload has got that has broken off. */
    boolean resumes() {
        return resumes;
    }

    /** Whether as much as the registry says to have can be of this blob. */
    boolean fits(long taken) {
        return taken <= length;
    }

    boolean isComplete(BlobUpload upload) {
        return upload.taken() == length;
    }

    /** The part that is to be sent next. */
    BlobPart next(BlobUpload upload) {
        var rest = length - upload.taken();
        var size = Math.min(rest, Math.max(limit, upload.minPart()));
        return new BlobPart(content, upload.taken(), upload.taken() + size);
    }

    /** The most bytes that have to go at once; {@link PartLimits#NONE} if that was never refused. */
    long limit() {
        return limit;
    }

    /** Changes the way if a failure asks for that. */
    Turn after(ImagesException failure, BlobUpload upload) {
        if (length == UNKNOWN || !(failure instanceof RegistryRefusedException refused)) {
            return Turn.NONE;
        }
        var status = refused.answer().map(RegistryAnswer::status).orElse(0);
        if (status == TOO_LARGE) {
            return becomesSmaller(refused, upload) ? Turn.GO_ON : Turn.NONE;
        }
        if (UNSUPPORTED.contains(status) && (refusal != null || !upload.isContinued())) {
            return becomesParts(refused) ? Turn.GO_ON : Turn.NONE;
        }
        if (status == MISPLACED && upload.isContinued() && !misplaced) {
            misplaced = true;
            return Turn.GO_ON;
        }
        return upload.isContinued() && resumes ? startsOver() : Turn.NONE;
    }

    private boolean becomesSmaller(RegistryRefusedException refused, BlobUpload upload) {
        var least = Math.max(SMALL_PART, upload.minPart());
        var refusedSize = Math.min(limit, length);
        if (refusedSize <= least) {
            return false;
        }
        limit = Math.max(least, Math.min(LARGE_PART, refusedSize / 2));
        whole = false;
        note(refused);
        return true;
    }

    /** A registry that does not take all at the end may take it before. */
    private boolean becomesParts(RegistryRefusedException refused) {
        if (!whole) {
            return false;
        }
        whole = false;
        note(refused);
        return true;
    }

    private void note(RegistryRefusedException refused) {
        refusal = refusal == null ? refused : refusal;
    }

    /** What the registry has of an upload that was gone on with may be a mess: once, it all begins from the start. */
    private Turn startsOver() {
        resumes = false;
        return Turn.START_OVER;
    }

    /** The error to end with: why the first way did not work, if the others have not either. */
    RuntimeException reason(RuntimeException last) {
        if (refusal == null || refusal == last || !(last instanceof RegistryRefusedException)) {
            return last;
        }
        var answer = refusal.answer().orElseThrow();
        var error = answer.status() == TOO_LARGE
                ? new RegistryRefusedException(
                        "A blob of " + length + " bytes is too large for the registry or a proxy before it, which does"
                                + " not take it in smaller parts either; whoever runs it can raise the limit: "
                                + answer,
                        answer,
                        refusal)
                : refusal;
        error.addSuppressed(last);
        return error;
    }
}
