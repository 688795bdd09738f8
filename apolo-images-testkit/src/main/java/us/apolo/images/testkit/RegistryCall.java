package us.apolo.images.testkit;

import java.io.IOException;
import us.apolo.images.Digest;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/**
 * One call, as the errors of a registry that is asked over HTTP name it, so that tests see the same words.
 *
 * @param registry the registry's authority
 * @param what the call with the image or repository that it is about
 */
record RegistryCall(String registry, String what) {
    static RegistryCall manifest(String method, Repository repository, Reference reference) {
        var separator = reference instanceof Reference.ByTag ? ":" : "@";
        return of(method, RequestKind.MANIFEST, repository, separator + reference.text());
    }

    static RegistryCall blob(String method, Repository repository, Digest digest) {
        return of(method, RequestKind.BLOB, repository, "@" + digest);
    }

    static RegistryCall upload(String method, Repository repository) {
        return of(method, RequestKind.UPLOAD, repository, "");
    }

    static RegistryCall tags(Repository repository) {
        return of("GET", RequestKind.TAGS, repository, "");
    }

    static RegistryCall catalog(String registry) {
        return new RegistryCall(registry, "GET " + RequestKind.CATALOG.text());
    }

    private static RegistryCall of(String method, RequestKind kind, Repository repository, String part) {
        return new RegistryCall(repository.registry(), method + " " + kind.text() + " of " + repository.path() + part);
    }

    void requireNotInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new OperationCancelledException(interruption(), OperationCancelledException.Reason.INTERRUPTED, null);
        }
    }

    OperationCancelledException interrupted(IOException cause) {
        return new OperationCancelledException(interruption(), OperationCancelledException.Reason.INTERRUPTED, cause);
    }

    private String interruption() {
        return "Interrupted in " + place();
    }

    RegistryUnavailableException broken(IOException cause) {
        return new RegistryUnavailableException(
                "The connection failed for " + place() + ": " + cause.getMessage(), null, cause);
    }

    private String place() {
        return what + " at the registry " + registry;
    }
}
