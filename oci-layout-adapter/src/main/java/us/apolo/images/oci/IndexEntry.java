package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Repository;

/**
 * What an {@code index.json} says of one image. Members that nothing is known of here stay when it changes.
 *
 * @param json as it stands in the index; never changed
 * @param descriptor the same, understood
 */
record IndexEntry(ObjectNode json, Descriptor descriptor) {
    private static final int MAX_PLACES = 8;
    private static final String ANNOTATIONS = "annotations";

    /** The entry of an image without a name. */
    static IndexEntry of(Descriptor descriptor) {
        return new IndexEntry(Descriptors.write(descriptor), descriptor);
    }

    /** The name that the image has here, as short as it was given; empty if it has none that can be spoken of. */
    Optional<LocalImage> name() {
        var reference = name(Layout.REF_NAME);
        var whole = name(Layout.IMAGE_NAME);
        return whole.isEmpty() || (reference.isPresent() && ImageName.same(reference.get(), whole.get()))
                ? reference
                : whole;
    }

    private Optional<LocalImage> name(String annotation) {
        return Optional.ofNullable(annotations().get(annotation)).flatMap(ImageName::parse);
    }

    /** Whether the image goes by a name. What {@code skopeo} calls by a whole name may have containerd's name, too. */
    boolean isNamed(LocalImage image) {
        return Stream.of(Layout.IMAGE_NAME, Layout.REF_NAME)
                .flatMap(key -> Optional.ofNullable(annotations().get(key)).stream())
                .anyMatch(text -> isNamed(text, image));
    }

    /** A bare tag beside containerd's name is that name's tag, and no name of its own. */
    private boolean isNamed(String text, LocalImage image) {
        var isTagOfName = annotations().containsKey(Layout.IMAGE_NAME)
                && text.equals(annotations().get(Layout.REF_NAME))
                && text.indexOf(':') < 0
                && text.indexOf('/') < 0;
        return !isTagOfName
                && ImageName.parse(text)
                        .filter(name -> ImageName.same(name, image))
                        .isPresent();
    }

    /** Whether the image has lost its last name to another. */
    boolean isReplaced() {
        return annotations().containsKey(Layout.REPLACED);
    }

    /** Whether this is but another way to say what another entry says. */
    boolean isTwin() {
        return annotations().containsKey(Layout.TWIN);
    }

    /** The same image by the OCI's media types. */
    IndexEntry twin(ManifestContent content) {
        var changed = new TreeMap<>(annotations());
        changed.put(Layout.TWIN, descriptor.digest().toString());
        return of(new Descriptor(
                content.mediaType(), content.digest(), content.bytes().length, descriptor.platform(), changed));
    }

    boolean isReplacedAt(LocalImage name) {
        return ImageName.qualified(name).equals(annotations().get(Layout.REPLACED));
    }

    IndexEntry named(LocalImage name) {
        var changed = unnamedAnnotations();
        changed.put(Layout.REF_NAME, ImageName.written(name));
        changed.put(Layout.IMAGE_NAME, ImageName.qualified(name));
        return with(changed);
    }

    IndexEntry replacedAt(LocalImage name) {
        var changed = unnamedAnnotations();
        changed.put(Layout.REPLACED, ImageName.qualified(name));
        return with(changed);
    }

    IndexEntry unnamed() {
        return with(unnamedAnnotations());
    }

    private Map<String, String> unnamedAnnotations() {
        var changed = new TreeMap<>(annotations());
        List.of(Layout.REF_NAME, Layout.IMAGE_NAME, Layout.REPLACED).forEach(changed::remove);
        return changed;
    }

    /** Where the image's layers lie on a registry, too: the last one first. */
    List<Repository> places(String registry) {
        return Arrays.stream(
                        annotations().getOrDefault(Layout.PLACE + registry, "").split(","))
                .map(String::strip)
                .flatMap(path -> repository(registry, path).stream())
                .toList();
    }

    private static Optional<Repository> repository(String registry, String path) {
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(new Repository(registry, path));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    /** The same, with one more place. */
    IndexEntry at(Repository place) {
        var paths = new LinkedHashSet<String>();
        paths.add(place.path());
        places(place.registry()).forEach(known -> paths.add(known.path()));
        var changed = new TreeMap<>(annotations());
        changed.put(
                Layout.PLACE + place.registry(),
                String.join(",", new ArrayList<>(paths).subList(0, Math.min(paths.size(), MAX_PLACES))));
        return with(changed);
    }

    private IndexEntry with(Map<String, String> changed) {
        var copy = json.deepCopy();
        copy.remove(ANNOTATIONS);
        if (!changed.isEmpty()) {
            var annotations = copy.putObject(ANNOTATIONS);
            changed.forEach(annotations::put);
        }
        return new IndexEntry(
                copy,
                new Descriptor(
                        descriptor.mediaType(),
                        descriptor.digest(),
                        descriptor.size(),
                        descriptor.platform(),
                        changed));
    }

    private Map<String, String> annotations() {
        return descriptor.annotations();
    }
}
