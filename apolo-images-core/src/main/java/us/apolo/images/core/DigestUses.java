package us.apolo.images.core;

import java.util.List;
import java.util.stream.IntStream;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/**
 * What needs a digest.
 *
 * @param tags the tags that name it
 * @param indexes the tags of the indexes that have it as a part
 */
record DigestUses(List<RemoteImage> tags, List<RemoteImage> indexes) {
    private enum Use {
        NONE,
        NAMES,
        CONTAINS
    }

    /** Looks at every one of these tags, several at a time. */
    static DigestUses find(Digest digest, List<RemoteImage> tags, RegistryPort registry, Workers workers) {
        var search = new Search(digest, registry);
        var uses = workers.map(tags, search::use);
        return new DigestUses(those(tags, uses, Use.NAMES), those(tags, uses, Use.CONTAINS));
    }

    private static List<RemoteImage> those(List<RemoteImage> tags, List<Use> uses, Use wanted) {
        return IntStream.range(0, tags.size())
                .filter(i -> uses.get(i) == wanted)
                .mapToObj(tags::get)
                .distinct()
                .toList();
    }

    private record Search(Digest digest, RegistryPort registry) {
        private static final int MAX_INDEX_DEPTH = 4;

        Use use(RemoteImage tag) {
            var repository = Repository.of(tag);
            var reference = Reference.tag(Transfers.tag(tag));
            try {
                var manifest = registry.manifest(repository, reference);
                if (isIt(manifest, repository, reference)) {
                    return Use.NAMES;
                }
                return contains(manifest, repository, MAX_INDEX_DEPTH) ? Use.CONTAINS : Use.NONE;
            } catch (RegistryProtocolException e) {
                // What cannot be read is no index; it may be the very thing that is to be deleted.
                return isThere(repository, reference) ? Use.NAMES : Use.NONE;
            } catch (ImageNotFoundException e) {
                return Use.NONE;
            }
        }

        private boolean isIt(Manifest manifest, Repository repository, Reference reference) {
            return digest.algorithm().equals("sha256")
                    ? manifest.content().digest().equals(digest)
                    : registry.digest(repository, reference).equals(digest);
        }

        private boolean isThere(Repository repository, Reference reference) {
            try {
                return registry.digest(repository, reference).equals(digest);
            } catch (ImageNotFoundException e) {
                return false;
            }
        }

        private boolean contains(Manifest manifest, Repository repository, int depth) {
            if (!(manifest instanceof Manifest.Index index)) {
                return false;
            }
            return index.manifests().stream().anyMatch(part -> part.digest().equals(digest))
                    || (depth > 0
                            && index.manifests().stream()
                                    .filter(part -> part.mediaType().contains("index")
                                            || part.mediaType().contains("manifest.list"))
                                    .anyMatch(part -> containsInside(part.digest(), repository, depth - 1)));
        }

        private boolean containsInside(Digest inner, Repository repository, int depth) {
            try {
                return contains(registry.manifest(repository, Reference.digest(inner)), repository, depth);
            } catch (ImageNotFoundException e) {
                return false;
            }
        }
    }
}
