package us.apolo.images.testkit.store;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import us.apolo.images.Digest;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;

/**
 * One registry's repositories, with the rules of the registry protocol. Thread-safe. What cannot be done is a
 * {@link RefusedException}.
 */
public final class RegistryStore {
    private final TreeMap<String, StoredRepository> repositories = new TreeMap<>();
    private final long maxBlob;

    /**
     * Makes a registry without repositories.
     *
     * @param maxBlob how many bytes a blob may have
     */
    public RegistryStore(long maxBlob) {
        this.maxBlob = maxBlob;
    }

    /** Makes a registry without repositories and without a limit for blobs. */
    public RegistryStore() {
        this(Long.MAX_VALUE);
    }

    /**
     * Lists the repositories in which something has been stored.
     *
     * @return their names, sorted
     */
    public synchronized List<String> repositories() {
        return repositories("", Long.MAX_VALUE);
    }

    /**
     * Lists some of the repositories in which something has been stored. Those before are not looked at, so that a page
     * of many costs no more than a page of few.
     *
     * @param after the name that the list begins after, whether or not it is there
     * @param most how many names at the most
     * @return their names, sorted
     */
    public synchronized List<String> repositories(String after, long most) {
        var names = new ArrayList<String>();
        // Not as a stream, which would ask for the number of entries first, and a part of a tree counts them all.
        for (var entry : repositories.tailMap(after, false).entrySet()) {
            if (names.size() >= most) {
                break;
            }
            if (entry.getValue().isListed()) {
                names.add(entry.getKey());
            }
        }
        return List.copyOf(names);
    }

    /**
     * Lists the tags of a repository that has a manifest, or once had one.
     *
     * @param name the repository
     * @return the tags, sorted
     */
    public synchronized List<String> tags(String name) {
        RepositoryNames.requireName(name);
        var repository = repositories.get(name);
        if (repository == null || !repository.hasTagList()) {
            throw new RefusedException(ErrorCode.NAME_UNKNOWN, name);
        }
        return repository.tags();
    }

    /**
     * Finds a manifest or an index.
     *
     * @param name the repository
     * @param reference a tag or a digest
     * @return what it names
     */
    public synchronized Manifest manifest(String name, Reference reference) {
        requireReference(name, reference);
        var repository = repositories.get(name);
        var manifest = repository == null ? null : repository.find(reference);
        if (manifest == null) {
            throw new RefusedException(ErrorCode.MANIFEST_UNKNOWN, reference.text());
        }
        return manifest;
    }

    private static void requireReference(String name, Reference reference) {
        RepositoryNames.requireName(name);
        if (reference instanceof Reference.ByTag byTag) {
            RepositoryNames.requireTag(byTag.tag());
        }
    }

    /**
     * Keeps a manifest or an index, whose content must be there.
     *
     * @param name the repository
     * @param reference the tag that is to name it, or its digest
     * @param content the bytes
     * @return its digest
     */
    public Digest putManifest(String name, Reference reference, ManifestContent content) {
        requireReference(name, reference);
        if (reference instanceof Reference.ByDigest byDigest
                && !byDigest.digest().equals(content.digest())) {
            throw new RefusedException(ErrorCode.DIGEST_INVALID, content.digest() + " is not " + byDigest.digest());
        }
        var manifest = ManifestDocument.read(content);
        synchronized (this) {
            repository(name).put(reference, manifest);
        }
        return content.digest();
    }

    /**
     * Deletes a manifest or an index and every tag that names it.
     *
     * @param name the repository
     * @param digest which
     */
    public void deleteManifest(String name, Digest digest) {
        deleteManifest(name, digest, false);
    }

    /**
     * Deletes a manifest or an index and every tag that names it.
     *
     * @param name the repository
     * @param digest which
     * @param tagsFirst whether to refuse it as long as there is such a tag
     */
    public synchronized void deleteManifest(String name, Digest digest, boolean tagsFirst) {
        RepositoryNames.requireName(name);
        var repository = repositories.get(name);
        if (tagsFirst && repository != null && repository.isTagged(digest)) {
            throw new RefusedException(ErrorCode.MANIFEST_TAGGED, digest.toString());
        }
        if (repository == null || !repository.delete(digest)) {
            throw new RefusedException(ErrorCode.MANIFEST_UNKNOWN, digest.toString());
        }
    }

    /**
     * Deletes a tag, and not what it names.
     *
     * @param name the repository
     * @param tag which
     */
    public synchronized void deleteTag(String name, String tag) {
        requireReference(name, Reference.tag(tag));
        var repository = repositories.get(name);
        if (repository == null || !repository.deleteTag(tag)) {
            throw new RefusedException(ErrorCode.MANIFEST_UNKNOWN, tag);
        }
    }

    /**
     * Finds a blob.
     *
     * @param name the repository
     * @param digest which
     * @return the blob
     */
    public synchronized Blob blob(String name, Digest digest) {
        RepositoryNames.requireName(name);
        var repository = repositories.get(name);
        var blob = repository == null ? null : repository.blobs.get(digest);
        if (blob == null) {
            throw new RefusedException(ErrorCode.BLOB_UNKNOWN, digest.toString());
        }
        return blob;
    }

    /**
     * Deletes a blob, whether or not a manifest names it.
     *
     * @param name the repository
     * @param digest which
     */
    public synchronized void deleteBlob(String name, Digest digest) {
        blob(name, digest);
        repository(name).blobs.remove(digest);
    }

    /**
     * Keeps a blob.
     *
     * @param name the repository
     * @param digest what its digest is said to be
     * @param blob the bytes
     */
    public void putBlob(String name, Digest digest, Blob blob) {
        RepositoryNames.requireName(name);
        if (blob.size() > maxBlob) {
            throw new RefusedException(ErrorCode.SIZE_INVALID, "A blob has at most " + maxBlob + " bytes");
        }
        if (!blob.has(digest)) {
            throw new RefusedException(ErrorCode.DIGEST_INVALID, blob.digest() + " is not " + digest);
        }
        synchronized (this) {
            repository(name).blobs.put(digest, blob);
        }
    }

    /**
     * Takes a blob over from another repository.
     *
     * @param name the repository that wants it
     * @param digest which
     * @param source the repository that has it
     * @return whether it had it
     */
    public synchronized boolean mount(String name, Digest digest, String source) {
        RepositoryNames.requireName(name);
        var from = repositories.get(source);
        var blob = from == null ? null : from.blobs.get(digest);
        if (blob == null) {
            return false;
        }
        repository(name).blobs.put(digest, blob);
        return true;
    }

    /**
     * Starts to take a blob.
     *
     * @param name the repository
     * @return an upload without bytes
     */
    public synchronized Upload startUpload(String name) {
        RepositoryNames.requireName(name);
        var upload = new Upload(maxBlob);
        repository(name).uploads.put(upload.id(), upload);
        return upload;
    }

    /**
     * Finds an upload that is under way.
     *
     * @param name the repository
     * @param id what it is known by
     * @return the upload
     */
    public synchronized Upload upload(String name, String id) {
        RepositoryNames.requireName(name);
        var repository = repositories.get(name);
        var upload = repository == null ? null : repository.uploads.get(id);
        if (upload == null) {
            throw new RefusedException(ErrorCode.BLOB_UPLOAD_INVALID, id);
        }
        return upload;
    }

    /**
     * Ends an upload, whose bytes become a blob. It is gone afterwards, even if the digest is another.
     *
     * @param name the repository
     * @param upload the upload
     * @param digest what the digest of its bytes is said to be
     */
    public void finishUpload(String name, Upload upload, Digest digest) {
        cancelUpload(name, upload);
        putBlob(name, digest, upload.content());
    }

    /**
     * Gives an upload up.
     *
     * @param name the repository
     * @param upload the upload
     */
    public synchronized void cancelUpload(String name, Upload upload) {
        repository(name).uploads.remove(upload.id());
    }

    private StoredRepository repository(String name) {
        return repositories.computeIfAbsent(name, unknown -> new StoredRepository());
    }
}
