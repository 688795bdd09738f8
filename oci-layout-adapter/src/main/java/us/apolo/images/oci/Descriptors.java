package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;

/** Descriptors as JSON. */
final class Descriptors {
    private Descriptors() {}

    /**
     * Reads all descriptors of an array.
     *
     * @throws MalformedDocumentException if one of them is none
     */
    static List<Descriptor> readAll(JsonNode array) throws MalformedDocumentException {
        var descriptors = new ArrayList<Descriptor>();
        for (var element : array) {
            descriptors.add(read(element));
        }
        return descriptors;
    }

    /**
     * Reads a descriptor.
     *
     * @throws MalformedDocumentException if it is none
     */
    static Descriptor read(JsonNode node) throws MalformedDocumentException {
        var size = node.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw new MalformedDocumentException("has a descriptor with an impossible size");
        }
        var mediaType = Json.text(node, "mediaType");
        return new Descriptor(
                mediaType == null ? "" : mediaType,
                digest(Json.text(node, "digest")),
                size.longValue(),
                platform(node.path("platform")),
                annotations(node.path("annotations")));
    }

    private static Digest digest(@Nullable String text) throws MalformedDocumentException {
        if (text == null) {
            throw new MalformedDocumentException("has a descriptor without a digest");
        }
        try {
            var digest = Digest.parse(text);
            if (Layout.ALGORITHMS.contains(digest.algorithm())) {
                return digest;
            }
        } catch (InvalidNameException e) {
            throw new MalformedDocumentException("has a broken digest", e);
        }
        throw new MalformedDocumentException(
                "has a digest by an algorithm that is not known here: " + Printable.of(text));
    }

    private static @Nullable Platform platform(JsonNode node) {
        var os = Json.text(node, "os");
        var architecture = Json.text(node, "architecture");
        if (os == null || architecture == null) {
            return null;
        }
        try {
            var variant = Json.text(node, "variant");
            return new Platform(os, architecture, variant == null || variant.isEmpty() ? null : variant);
        } catch (InvalidNameException e) {
            // An unheard-of platform is no reason to refuse the index: nobody will ask for it.
            return null;
        }
    }

    private static Map<String, String> annotations(JsonNode node) {
        var annotations = new TreeMap<String, String>();
        node.forEachEntry((name, value) -> {
            if (value.isString()) {
                annotations.put(name, value.stringValue());
            }
        });
        return annotations;
    }

    /** Writes a descriptor. */
    static ObjectNode write(Descriptor descriptor) {
        var json = Json.MAPPER.createObjectNode();
        if (!descriptor.mediaType().isEmpty()) {
            json.put("mediaType", descriptor.mediaType());
        }
        json.put("digest", descriptor.digest().toString());
        json.put("size", descriptor.size());
        var platform = descriptor.platform();
        if (platform != null) {
            writePlatform(json.putObject("platform"), platform);
        }
        if (!descriptor.annotations().isEmpty()) {
            var annotations = json.putObject("annotations");
            new TreeMap<>(descriptor.annotations()).forEach(annotations::put);
        }
        return json;
    }

    private static void writePlatform(ObjectNode json, Platform platform) {
        json.put("architecture", platform.architecture());
        json.put("os", platform.os());
        if (platform.variant() != null) {
            json.put("variant", platform.variant());
        }
    }
}
