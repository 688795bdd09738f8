package us.apolo.images.core;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** A registry of manifests in memory. It has no blobs, which the use cases never touch. */
final class MemoryRegistry implements RegistryPort {
    final Calls calls = new Calls();
    final AtomicInteger openStreams = new AtomicInteger();
    volatile boolean deletesTags = true;
    volatile boolean tagsFirst;
    private final Map<Repository, Map<String, Digest>> tags = new LinkedHashMap<>();
    private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The manifest of an image with layers of these sizes; another text makes another manifest. */
    static Manifest.Image image(String text, long... layers) {
        return new Manifest.Image(
                content("image " + text),
                null,
                Arrays.stream(layers)
                        .mapToObj(size -> descriptor(Digest.sha256(new byte[0]), size, null))
                        .toList());
    }

    static Manifest.Index index(String text, Descriptor... manifests) {
        return new Manifest.Index(content("index " + text), List.of(manifests));
    }

    /** An index's word of a manifest; a platform of null leaves it out. */
    static Descriptor entry(Manifest manifest, @Nullable String platform) {
        return descriptor(manifest.content().digest(), 1, platform == null ? null : Platform.parse(platform));
    }

    /** An index's word of something of a media type. */
    static Descriptor part(Manifest manifest, String mediaType) {
        return new Descriptor(mediaType, manifest.content().digest(), 1, null, Map.of());
    }

    private static Descriptor descriptor(Digest digest, long size, @Nullable Platform platform) {
        return new Descriptor("", digest, size, platform, Map.of());
    }

    private static ManifestContent content(String text) {
        return new ManifestContent("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    synchronized Digest put(Repository repository, String tag, Manifest manifest) {
        putUntagged(manifest);
        tags.computeIfAbsent(repository, key -> new LinkedHashMap<>())
                .put(tag, manifest.content().digest());
        return manifest.content().digest();
    }

    synchronized void putUntagged(Manifest manifest) {
        manifests.put(manifest.content().digest(), manifest);
    }

    /** Stores something under a digest that it does not have, as only a broken registry does. */
    synchronized void putAs(Digest digest, Manifest manifest) {
        manifests.put(digest, manifest);
    }

    synchronized void removeTag(Repository repository, String tag) {
        tags.getOrDefault(repository, Map.of()).remove(tag);
    }

    /** Has the name listed among the repositories, whatever it is. */
    synchronized void list(String... more) {
        names.addAll(List.of(more));
    }

    @Override
    public Digest digest(Repository repository, Reference reference) {
        calls.make("digest " + repository + " " + reference);
        return find(repository, reference).content().digest();
    }

    @Override
    public Manifest manifest(Repository repository, Reference reference) {
        calls.make("manifest " + repository + " " + reference);
        return find(repository, reference);
    }

    synchronized Manifest find(Repository repository, Reference reference) {
        var digest = reference instanceof Reference.ByDigest byDigest
                ? byDigest.digest()
                : tags.getOrDefault(repository, Map.of()).get(reference.text());
        var manifest = digest == null ? null : manifests.get(digest);
        if (manifest == null) {
            throw notFound(repository, reference.text());
        }
        return manifest;
    }

    /** How a registry refuses to delete. */
    static RegistryRefusedException refused(int status, String code) {
        var answer = new RegistryAnswer("DELETE", "https://registry.example.org/v2/", status, List.of(code), "");
        return new RegistryRefusedException("Refused: " + answer, answer, null);
    }

    static ImageNotFoundException notFound(Repository repository, String what) {
        return new ImageNotFoundException(
                repository.path() + " " + what, "the registry " + repository.registry(), null, null);
    }

    @Override
    public void deleteManifest(Repository repository, Digest digest) {
        calls.make("delete " + repository + " " + digest);
        synchronized (this) {
            var known = tags.getOrDefault(repository, Map.of());
            if (tagsFirst && known.containsValue(digest)) {
                throw refused(400, "TAGGED");
            }
            known.values().removeIf(digest::equals);
            if (manifests.remove(digest) == null) {
                throw notFound(repository, digest.toString());
            }
        }
    }

    @Override
    public boolean deleteTag(Repository repository, String tag) {
        calls.make("untag " + repository + " " + tag);
        synchronized (this) {
            if (deletesTags && tags.getOrDefault(repository, Map.of()).remove(tag) == null) {
                throw notFound(repository, tag);
            }
            return deletesTags;
        }
    }

    @Override
    public Stream<String> tags(Repository repository) {
        calls.make("tags " + repository);
        synchronized (this) {
            var known = tags.get(repository);
            if (known == null) {
                throw notFound(repository, "");
            }
            return stream("tag", List.copyOf(known.keySet()));
        }
    }

    @Override
    public Stream<String> repositories(String registry) {
        calls.make("repositories " + registry);
        synchronized (this) {
            return stream("repository", List.copyOf(names));
        }
    }

    /** Each name is a call, as if it came on a page of its own. */
    private Stream<String> stream(String word, List<String> list) {
        openStreams.incrementAndGet();
        return list.stream().peek(name -> calls.make(word + " " + name)).onClose(openStreams::decrementAndGet);
    }

    @Override
    public Digest putManifest(Repository repository, Reference reference, ManifestContent content) {
        throw new UnsupportedOperationException("The store in memory pushes by put()");
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) {
        throw noBlobs();
    }

    @Override
    public BlobContent readBlob(Repository repository, Digest digest, long offset) {
        throw noBlobs();
    }

    @Override
    public void writeBlob(Repository repository, Digest digest, HttpBody content) {
        throw noBlobs();
    }

    @Override
    public boolean mountBlob(Repository repository, Digest digest, Repository source) {
        throw noBlobs();
    }

    private static UnsupportedOperationException noBlobs() {
        return new UnsupportedOperationException("There are no blobs here");
    }
}
