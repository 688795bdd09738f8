package us.apolo.images.core.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Json;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;

/**
 * Reads manifests and indexes, Docker's and the OCI's. What a document is follows from its own {@code mediaType}, else
 * from the one that the registry gave, which some registries get wrong, else from its members.
 */
final class ManifestReader {
    private final String what;

    private ManifestReader(String what) {
        this.what = what;
    }

    /**
     * Reads a document.
     *
     * @param what names it in errors
     */
    static Manifest read(String what, String contentType, byte[] bytes) {
        return new ManifestReader(what).read(contentType, bytes);
    }

    private Manifest read(String contentType, byte[] bytes) {
        var document = parse(bytes);
        var isIndex = isIndex(document, contentType);
        var mediaType = mediaType(document, contentType, isIndex);
        var content = new ManifestContent(mediaType, bytes);
        return isIndex
                ? new Manifest.Index(content, descriptors(document.path("manifests")))
                : new Manifest.Image(content, config(document), descriptors(document.path("layers")));
    }

    private JsonNode parse(byte[] bytes) {
        try {
            var document = Json.MAPPER.readTree(bytes);
            if (document.isObject()) {
                return document;
            }
        } catch (JacksonException e) {
            throw new RegistryProtocolException("The manifest of " + what + " is not JSON" + Json.place(e), null, null);
        }
        throw new RegistryProtocolException("The manifest of " + what + " is not a JSON object", null, null);
    }

    private boolean isIndex(JsonNode document, String contentType) {
        var hasLayers = document.path("layers").isArray();
        var hasManifests = document.path("manifests").isArray();
        if (hasLayers == hasManifests) {
            throw new RegistryProtocolException(
                    "The manifest of " + what
                            + (hasLayers ? " is both an image and an index" : notSupported(document, contentType)),
                    null,
                    null);
        }
        var declared = Json.text(document, "mediaType");
        if (declared != null && (hasLayers ? MediaTypes.isIndex(declared) : MediaTypes.isImage(declared))) {
            throw new RegistryProtocolException(
                    "The manifest of " + what + " calls itself " + declared + " and is not", null, null);
        }
        return hasManifests;
    }

    private static String notSupported(JsonNode document, String contentType) {
        return document.path("schemaVersion").intValue(0) == 1
                ? " has the old schema 1, which tells no sizes; push the image again with a newer client"
                : " has neither layers nor manifests; its media type is '" + contentType + "'";
    }

    private static String mediaType(JsonNode document, String contentType, boolean isIndex) {
        var declared = Json.text(document, "mediaType");
        return Stream.of(declared == null ? "" : declared, contentType)
                .filter(isIndex ? MediaTypes::isIndex : MediaTypes::isImage)
                .findFirst()
                .orElse(isIndex ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST);
    }

    private @Nullable Descriptor config(JsonNode document) {
        var config = document.path("config");
        return config.isObject() ? descriptor(config) : null;
    }

    private List<Descriptor> descriptors(JsonNode array) {
        var descriptors = new ArrayList<Descriptor>();
        for (var element : array) {
            descriptors.add(descriptor(element));
        }
        return descriptors;
    }

    private Descriptor descriptor(JsonNode node) {
        var digest = Json.text(node, "digest");
        var size = node.path("size");
        if (digest == null || !size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw new RegistryProtocolException(
                    "The manifest of " + what + " has a descriptor without a digest or with an impossible size",
                    null,
                    null);
        }
        var mediaType = Json.text(node, "mediaType");
        return new Descriptor(
                mediaType == null ? "" : mediaType,
                digest(digest),
                size.longValue(),
                platform(node.path("platform")),
                annotations(node.path("annotations")));
    }

    private Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (InvalidNameException e) {
            throw new RegistryProtocolException("The manifest of " + what + " has a broken digest", null, e);
        }
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
        var annotations = new HashMap<String, String>();
        node.forEachEntry((name, value) -> {
            if (value.isString()) {
                annotations.put(name, value.stringValue());
            }
        });
        return annotations;
    }
}
