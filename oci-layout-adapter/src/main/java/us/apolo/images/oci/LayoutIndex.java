package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Repository;

/** An {@code index.json}: the images of a folder with their names. Immutable: a change gives another one. */
final class LayoutIndex {
    private static final String MANIFESTS = "manifests";

    private final ObjectNode json;
    private final List<IndexEntry> entries;

    private LayoutIndex(ObjectNode json, List<IndexEntry> entries) {
        this.json = json;
        this.entries = List.copyOf(entries);
    }

    static LayoutIndex empty() {
        var json = Json.MAPPER.createObjectNode();
        json.put("schemaVersion", 2);
        json.put("mediaType", Layout.INDEX_TYPE);
        return new LayoutIndex(json, List.of());
    }

    static LayoutIndex parse(byte[] bytes) throws MalformedDocumentException {
        var json = Json.object(bytes);
        if (json == null) {
            throw new MalformedDocumentException("is not a JSON object");
        }
        if (!(json.get(MANIFESTS) instanceof ArrayNode manifests)) {
            throw new MalformedDocumentException("has no list of manifests");
        }
        var entries = new ArrayList<IndexEntry>();
        for (var element : manifests) {
            if (!(element instanceof ObjectNode entry)) {
                throw new MalformedDocumentException("has something else than descriptors among its manifests");
            }
            entries.add(new IndexEntry(entry, Descriptors.read(entry)));
        }
        return new LayoutIndex(json, entries);
    }

    byte[] bytes() {
        var copy = json.deepCopy();
        var manifests = copy.putArray(MANIFESTS);
        entries.forEach(entry -> manifests.add(entry.json()));
        return Json.MAPPER.writeValueAsBytes(copy);
    }

    List<IndexEntry> entries() {
        return entries;
    }

    Optional<IndexEntry> find(LocalImage name) {
        return first(entry -> entry.isNamed(name));
    }

    Optional<IndexEntry> find(Digest image) {
        return first(entry -> entry.descriptor().digest().equals(image));
    }

    /** Whether there is an entry of a digest, be it a twin. */
    boolean has(Digest digest) {
        return entries.stream().anyMatch(entry -> entry.descriptor().digest().equals(digest));
    }

    private Optional<IndexEntry> first(Predicate<IndexEntry> wanted) {
        return entries.stream().filter(entry -> !entry.isTwin()).filter(wanted).findFirst();
    }

    /**
     * The same where the image has the name. An image that had it and has no other stays as replaced, and one that was
     * replaced at the same name before is let go.
     */
    LayoutIndex withName(IndexEntry image, LocalImage name) {
        var before = find(name);
        if (before.isPresent()
                && before.get().descriptor().digest().equals(image.descriptor().digest())) {
            return this;
        }
        var changed = new ArrayList<>(without(name).entries);
        before.filter(entry -> isLost(entry, changed)).ifPresent(entry -> {
            changed.removeIf(other -> other.isReplacedAt(name));
            changed.add(entry.replacedAt(name));
        });
        changed.removeIf(other -> isUnnamed(other)
                && other.descriptor().digest().equals(image.descriptor().digest()));
        changed.add(image.named(name));
        return new LayoutIndex(json, changed);
    }

    private static boolean isLost(IndexEntry entry, List<IndexEntry> others) {
        return others.stream()
                .noneMatch(other ->
                        other.descriptor().digest().equals(entry.descriptor().digest()));
    }

    /** What others have put into the folder without a name, and what was replaced. */
    private static boolean isUnnamed(IndexEntry entry) {
        return entry.isReplaced() || entry.name().isEmpty();
    }

    /** The same, with what the entry of a name says once more by the OCI's media types. */
    LayoutIndex withTwin(LocalImage name, ManifestContent twin) {
        var changed = new ArrayList<>(entries);
        find(name).ifPresent(entry -> changed.add(entry.twin(twin)));
        return new LayoutIndex(json, changed);
    }

    /** The same with an image that has no name, unless it is there. */
    LayoutIndex with(IndexEntry image) {
        if (find(image.descriptor().digest())
                .filter(entry -> !entry.isReplaced())
                .isPresent()) {
            return this;
        }
        var changed = new ArrayList<>(entries);
        changed.removeIf(
                entry -> entry.descriptor().digest().equals(image.descriptor().digest()));
        changed.add(image.unnamed());
        return new LayoutIndex(json, changed);
    }

    LayoutIndex without(LocalImage name) {
        return where(entry -> !entry.isNamed(name));
    }

    LayoutIndex withoutReplaced() {
        return where(entry -> !entry.isReplaced());
    }

    private LayoutIndex where(Predicate<IndexEntry> wanted) {
        var left = entries.stream().filter(wanted).toList();
        return left.size() == entries.size() ? this : new LayoutIndex(json, left);
    }

    /** The same, with a place on a registry noted where an image's layers lie. */
    LayoutIndex withPlace(Descriptor image, Repository place) {
        UnaryOperator<IndexEntry> note =
                entry -> entry.descriptor().digest().equals(image.digest()) ? entry.at(place) : entry;
        return new LayoutIndex(json, entries.stream().map(note).toList());
    }
}
