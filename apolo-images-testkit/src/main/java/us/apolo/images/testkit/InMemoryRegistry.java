package us.apolo.images.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import us.apolo.images.Digest;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.store.Blob;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;

/**
 * Registries in memory, for unit tests: no HTTP, no ports, no threads. It answers for every registry, each with
 * repositories of its own, and is as strict as a real one: a manifest without its blobs, a wrong digest or a name
 * outside the grammar is refused with the same errors.
 *
 * <pre>{@code
 * var registry = new InMemoryRegistry();
 * var images = ApoloImages.builder().registry(registry).localStore(new InMemoryStore()).build();
 * registry.put(images.parser().remoteImage("localhost:5000/app:v1"), TestImage.builder().build());
 * registry.failNext(InMemoryRegistry.Operation.DIGEST, new RegistryUnavailableException("gone", null, null));
 * }</pre>
 */
public final class InMemoryRegistry implements RegistryPort {
    private static final String LATEST = "latest";

    private final Map<String, RegistryStore> registries = new ConcurrentHashMap<>();
    private final PlannedErrors<Operation> errors = new PlannedErrors<>();

    /** Makes registries without repositories. */
    public InMemoryRegistry() {}

    /** What can be made to fail: the methods of {@link RegistryPort}. */
    public enum Operation {
        /** {@link RegistryPort#digest}. */
        DIGEST,
        /** {@link RegistryPort#manifest}. */
        MANIFEST,
        /** {@link RegistryPort#putManifest}. */
        PUT_MANIFEST,
        /** {@link RegistryPort#deleteManifest}. */
        DELETE_MANIFEST,
        /** {@link RegistryPort#deleteTag}. */
        DELETE_TAG,
        /** {@link RegistryPort#tags}. */
        TAGS,
        /** {@link RegistryPort#repositories}. */
        REPOSITORIES,
        /** {@link RegistryPort#blobSize}. */
        BLOB_SIZE,
        /** {@link RegistryPort#readBlob}. */
        READ_BLOB,
        /** {@link RegistryPort#writeBlob(Repository, Digest, HttpBody)}. */
        WRITE_BLOB,
        /** {@link RegistryPort#mountBlob}. */
        MOUNT_BLOB
    }

    /**
     * Stores an image, as if it had been pushed.
     *
     * @param image its name; without a tag it is {@code latest}
     * @param content the image or the index
     * @return its digest
     */
    public Digest put(RemoteImage image, TestImage content) {
        return put(Repository.of(image), image.tag() == null ? LATEST : image.tag(), content);
    }

    /**
     * Stores an image, as if it had been pushed.
     *
     * @param repository where
     * @param tag the tag that is to name it
     * @param content the image or the index
     * @return its digest
     */
    public Digest put(Repository repository, String tag, TestImage content) {
        return content.putInto(registry(repository.registry()), repository.path(), Reference.tag(tag));
    }

    /**
     * Has the next call of a method end with an error before it does anything. Called several times, the calls after
     * that end with the other errors in their order.
     *
     * @param operation which method
     * @param error what it throws
     */
    public void failNext(Operation operation, RuntimeException error) {
        errors.add(operation, error);
    }

    private RegistryStore registry(String authority) {
        return registries.computeIfAbsent(authority, unknown -> new RegistryStore());
    }

    private RegistryStore begin(Operation operation, RegistryCall call) {
        call.requireNotInterrupted();
        errors.check(operation);
        return registry(call.registry());
    }

    private static RegistryRefusals manifestCall(String method, Repository repository, Reference reference) {
        var separator = reference instanceof Reference.ByTag ? ":" : "@";
        return new RegistryRefusals(
                repository.registry(),
                method,
                repository.path() + "/manifests/" + reference.text(),
                method.equals("PUT") ? "" : repository + separator + reference.text());
    }

    private static RegistryRefusals blobCall(String method, Repository repository, String target, String image) {
        return new RegistryRefusals(repository.registry(), method, repository.path() + "/blobs/" + target, image);
    }

    @Override
    public Digest digest(Repository repository, Reference reference) {
        var registry = begin(Operation.DIGEST, RegistryCall.manifest("HEAD", repository, reference));
        return manifestCall("HEAD", repository, reference)
                .translate(() -> registry.manifest(repository.path(), reference))
                .content()
                .digest();
    }

    @Override
    public Manifest manifest(Repository repository, Reference reference) {
        var registry = begin(Operation.MANIFEST, RegistryCall.manifest("GET", repository, reference));
        return manifestCall("GET", repository, reference)
                .translate(() -> registry.manifest(repository.path(), reference));
    }

    @Override
    public Digest putManifest(Repository repository, Reference reference, ManifestContent content) {
        var registry = begin(Operation.PUT_MANIFEST, RegistryCall.manifest("PUT", repository, reference));
        return manifestCall("PUT", repository, reference)
                .translate(() -> registry.putManifest(repository.path(), reference, content));
    }

    @Override
    public void deleteManifest(Repository repository, Digest digest) {
        var reference = Reference.digest(digest);
        var registry = begin(Operation.DELETE_MANIFEST, RegistryCall.manifest("DELETE", repository, reference));
        manifestCall("DELETE", repository, reference).translate(() -> {
            registry.deleteManifest(repository.path(), digest);
            return digest;
        });
    }

    /** {@inheritDoc} Here, it can. */
    @Override
    public boolean deleteTag(Repository repository, String tag) {
        var reference = Reference.tag(tag);
        var registry = begin(Operation.DELETE_TAG, RegistryCall.manifest("DELETE", repository, reference));
        return manifestCall("DELETE", repository, reference).translate(() -> {
            registry.deleteTag(repository.path(), tag);
            return true;
        });
    }

    /** {@inheritDoc} Here, they are sorted. */
    @Override
    public Stream<String> tags(Repository repository) {
        var call = new RegistryRefusals(
                repository.registry(), "GET", repository.path() + "/tags/list", repository.toString());
        return names(
                Operation.TAGS,
                RegistryCall.tags(repository),
                registry -> call.translate(() -> registry.tags(repository.path())));
    }

    /** {@inheritDoc} Here, they are sorted. */
    @Override
    public Stream<String> repositories(String authority) {
        return names(Operation.REPOSITORIES, RegistryCall.catalog(authority), RegistryStore::repositories);
    }

    private Stream<String> names(Operation operation, RegistryCall call, Function<RegistryStore, List<String>> list) {
        call.requireNotInterrupted();
        return new LazyNames(() -> list.apply(begin(operation, call)), call::requireNotInterrupted).stream();
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) {
        var registry = begin(Operation.BLOB_SIZE, RegistryCall.blob("HEAD", repository, digest));
        return blobCall("HEAD", repository, digest.toString(), "").translate(() -> {
            try {
                return OptionalLong.of(registry.blob(repository.path(), digest).size());
            } catch (RefusedException e) {
                if (e.code() == ErrorCode.BLOB_UNKNOWN) {
                    return OptionalLong.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public BlobContent readBlob(Repository repository, Digest digest, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("An offset is not negative: " + offset);
        }
        var registry = begin(Operation.READ_BLOB, RegistryCall.blob("GET", repository, digest));
        return blobCall("GET", repository, digest.toString(), repository + "@" + digest)
                .translate(() -> {
                    var blob = registry.blob(repository.path(), digest);
                    if (offset > 0 && offset >= blob.size()) {
                        throw new RefusedException(ErrorCode.RANGE_INVALID, "The blob has " + blob.size() + " bytes");
                    }
                    return new MemoryBlob(
                            offset, OptionalLong.of(blob.size() - offset), new InterruptibleInput(blob.open(offset)));
                });
    }

    @Override
    public void writeBlob(Repository repository, Digest digest, HttpBody content) {
        var call = RegistryCall.upload("PUT", repository);
        var registry = begin(Operation.WRITE_BLOB, call);
        blobCall("PUT", repository, "uploads/", "").translate(() -> {
            registry.putBlob(repository.path(), digest, read(call, content));
            return digest;
        });
    }

    private static Blob read(RegistryCall call, HttpBody content) {
        try {
            var blob = new Blob.Output();
            content.writeTo(blob);
            return blob.blob();
        } catch (InterruptedIOException e) {
            throw call.interrupted(e);
        } catch (IOException e) {
            throw call.broken(e);
        }
    }

    @Override
    public boolean mountBlob(Repository repository, Digest digest, Repository source) {
        if (!repository.registry().equals(source.registry())) {
            throw new IllegalArgumentException(
                    "A blob is taken over within one registry, not from " + source + " to " + repository);
        }
        var registry = begin(Operation.MOUNT_BLOB, RegistryCall.upload("POST", repository));
        return blobCall("POST", repository, "uploads/", "")
                .translate(() -> registry.mount(repository.path(), digest, source.path()));
    }
}
