package us.apolo.images.port;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import us.apolo.images.Digest;

/**
 * A registry in the domain's words. The library has one implementation, which speaks the registry protocol over any
 * {@link HttpTransport}; a test may pass its own.
 *
 * <p>Every method ends at once when its thread is interrupted, with
 * {@link us.apolo.images.OperationCancelledException}, and leaves the flag set. Every method may throw
 * {@link us.apolo.images.NotAuthenticatedException}, {@link us.apolo.images.NotAuthorizedException},
 * {@link us.apolo.images.RateLimitedException}, {@link us.apolo.images.RegistryUnavailableException},
 * {@link us.apolo.images.RegistryRefusedException} and {@link us.apolo.images.RegistryProtocolException}.
 * Implementations are thread-safe.
 */
public interface RegistryPort {
    /**
     * Asks which digest a reference names.
     *
     * @param repository where
     * @param reference a tag or a digest
     * @return the digest of the manifest or the index
     * @throws us.apolo.images.ImageNotFoundException if there is none
     */
    Digest digest(Repository repository, Reference reference);

    /**
     * Fetches a manifest or an index. If it was asked for by digest, it has that digest.
     *
     * @param repository where
     * @param reference a tag or a digest
     * @return the manifest
     * @throws us.apolo.images.ImageNotFoundException if there is none
     */
    Manifest manifest(Repository repository, Reference reference);

    /**
     * Stores a manifest or an index, whose blobs must be there.
     *
     * @param repository where
     * @param reference the tag that is to name it, or its digest
     * @param content the bytes
     * @return the digest under which the registry has it
     */
    Digest putManifest(Repository repository, Reference reference, ManifestContent content);

    /**
     * Deletes a manifest or an index and every tag that names it.
     *
     * @param repository where
     * @param digest what
     * @throws us.apolo.images.ImageNotFoundException if there is none
     */
    void deleteManifest(Repository repository, Digest digest);

    /**
     * Deletes a tag, and neither what it names nor other tags of that.
     *
     * @param repository where
     * @param tag which
     * @return true if the tag is gone and nothing else; false if this registry cannot delete a tag alone, which it may
     *     say of a tag that is not there, too
     * @throws us.apolo.images.ImageNotFoundException if there is no such tag
     */
    boolean deleteTag(Repository repository, String tag);

    /**
     * Lists the tags of a repository page by page, as the stream is read. The stream must be closed unless it was read
     * to its end; reading it throws what the methods throw.
     *
     * @param repository where
     * @return the tags as the registry has them, in its order, without nulls
     * @throws us.apolo.images.ImageNotFoundException if there is no such repository
     */
    Stream<String> tags(Repository repository);

    /**
     * Lists the repositories of a registry page by page, as the stream is read. The stream must be closed unless it was
     * read to its end; reading it throws what the methods throw.
     *
     * @param registry the registry's authority
     * @return the paths as the registry has them, in its order, without nulls
     */
    Stream<String> repositories(String registry);

    /**
     * Asks for the size of a blob.
     *
     * @param repository where
     * @param digest which
     * @return its size in bytes; empty if it is not there
     */
    OptionalLong blobSize(Repository repository, Digest digest);

    /**
     * Opens a blob. The caller closes it.
     *
     * @param repository where
     * @param digest which
     * @param offset the first byte that is wanted; zero or more
     * @return the blob from there, or from its start if the registry can do no better
     * @throws us.apolo.images.ImageNotFoundException if there is none
     */
    BlobContent readBlob(Repository repository, Digest digest, long offset);

    /**
     * Stores a blob. Bytes that can be read again are opened anew for each request that carries some of them, and skipped
     * up to where the registry is: after a connection that broke, and where the registry takes them in parts alone.
     *
     * @param repository where
     * @param digest the digest of the bytes, which the registry checks
     * @param content the bytes
     */
    void writeBlob(Repository repository, Digest digest, HttpBody content);

    /**
     * Stores a blob, without moving its bytes if it can be taken over from another repository of the same registry. A
     * source that does not have it, that the account may not read, or from which the registry would not take it over, is
     * as good as none.
     *
     * <p>By itself, this calls {@link #mountBlob} and then {@link #writeBlob(Repository, Digest, HttpBody)}. An
     * implementation can do better: a registry that is asked to take a blob over and would rather have it written has
     * started an upload with its answer.
     *
     * @param repository where
     * @param digest the digest of the bytes, which the registry checks
     * @param content the bytes; not opened if the blob is taken over
     * @param sources where the blob is likely to be, the likeliest first; each that does not give it costs a request
     * @return the source that it was taken over from; empty if its bytes were written
     * @throws IllegalArgumentException if a source is at another registry; then nothing is done
     */
    default Optional<Repository> writeBlob(
            Repository repository, Digest digest, HttpBody content, List<Repository> sources) {
        return BlobSources.take(this, repository, digest, sources).or(() -> {
            writeBlob(repository, digest, content);
            return Optional.empty();
        });
    }

    /**
     * Takes a blob over from another repository of the same registry, without moving its bytes.
     *
     * @param repository where it is wanted
     * @param digest which
     * @param source where it is
     * @return true if it is there now; false if the registry would rather have it written
     * @throws IllegalArgumentException if the source is at another registry
     */
    boolean mountBlob(Repository repository, Digest digest, Repository source);
}
