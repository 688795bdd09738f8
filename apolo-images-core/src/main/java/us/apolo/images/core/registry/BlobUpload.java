package us.apolo.images.core.registry;

import us.apolo.images.Digest;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Repository;

/** An upload at the registry: where it goes on, and how much of the blob is there. For one thread. */
final class BlobUpload {
    private final RegistryClient client;
    private final Repository repository;
    private UploadPlace place;
    private long taken;
    private boolean continued;
    private boolean ending;

    BlobUpload(RegistryClient client, Repository repository, UploadPlace place) {
        this.client = client;
        this.repository = repository;
        this.place = place;
    }

    /** How many bytes the registry has, as far as is known. */
    long taken() {
        return taken;
    }

    /** How many bytes each part but the last must have. */
    long minPart() {
        return place.minPart();
    }

    /** Whether its bytes have come, or are to come, in more than one request. */
    boolean isContinued() {
        return continued;
    }

    /** Whether the registry has been told to make a blob of it, which it then may have done. */
    boolean isEnding() {
        return ending;
    }

    /** Asks how much the registry has. */
    void ask() {
        place = client.call(new UploadEndpoints.Status(repository, place));
        taken = place.received()
                .orElseThrow(() -> new RegistryProtocolException(
                        "The registry " + repository.registry() + " does not tell how far an upload has got",
                        null,
                        null));
        continued = true;
        ending = false;
    }

    /** Sends a part, which starts where the registry is. A registry that has taken less of it says so. */
    void append(BlobPart part, int attempt) {
        continued = true;
        place = client.callOnce(new UploadEndpoints.Append(repository, place, part), attempt);
        taken = place.received().stream()
                .filter(bytes -> bytes > part.start() && bytes < part.end())
                .findFirst()
                .orElse(part.end());
    }

    /** Sends what is to be sent in the last request, and ends the upload. */
    void finish(Digest digest, HttpBody rest, int attempt) {
        ending = true;
        var unused = client.callOnce(new UploadEndpoints.Finish(repository, place, digest, rest), attempt);
    }

    /** Gives it up; what goes wrong with that stands beside the failure that led to it. */
    void cancel(RuntimeException failure) {
        try {
            cancel();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Gives it up. At once again on another connection if need be: a server that has refused a request may have closed the
     * one it came by.
     */
    void cancel() {
        var cancel = new UploadEndpoints.Cancel(repository, place);
        try {
            var unused = client.call(cancel);
        } catch (RegistryUnavailableException e) {
            if (e.answer().isPresent() || !e.mayPass()) {
                throw e;
            }
            var unused = client.call(cancel);
        }
    }
}
