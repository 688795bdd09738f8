package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import us.apolo.images.Digest;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;

/** A manifest or an index as it lies in the folder. */
final class ManifestDocument {
    private static final Set<String> INDEXES =
            Set.of(Layout.INDEX_TYPE, "application/vnd.docker.distribution.manifest.list.v2+json");

    private ManifestDocument() {}

    /**
     * Reads a document.
     *
     * @param mediaType what it is said to be; empty if nothing is said
     * @throws MalformedDocumentException if it is none
     */
    static Manifest read(String mediaType, byte[] bytes) throws MalformedDocumentException {
        var json = parse(bytes);
        var isIndex = isIndex(json);
        var content = new ManifestContent(mediaType(json, mediaType, isIndex), bytes);
        if (isIndex) {
            return new Manifest.Index(content, Descriptors.readAll(json.path("manifests")));
        }
        var config = json.path("config");
        return new Manifest.Image(
                content, config.isObject() ? Descriptors.read(config) : null, Descriptors.readAll(json.path("layers")));
    }

    private static ObjectNode parse(byte[] bytes) throws MalformedDocumentException {
        var json = Json.object(bytes);
        if (json == null) {
            throw new MalformedDocumentException("is not a JSON object");
        }
        return json;
    }

    private static boolean isIndex(ObjectNode json) throws MalformedDocumentException {
        var hasLayers = json.path("layers").isArray();
        var hasManifests = json.path("manifests").isArray();
        if (hasLayers == hasManifests) {
            throw new MalformedDocumentException(
                    hasLayers ? "is both an image and an index" : "has neither layers nor manifests");
        }
        return hasManifests;
    }

    private static String mediaType(ObjectNode json, String given, boolean isIndex) {
        var declared = Json.text(json, "mediaType");
        if (declared != null && !declared.isEmpty()) {
            return declared;
        }
        if (!given.isEmpty() && INDEXES.contains(given) == isIndex) {
            return given;
        }
        return isIndex ? Layout.INDEX_TYPE : Layout.MANIFEST_TYPE;
    }

    /**
     * What a document points at, whatever it is: what must not be deleted as long as the document is there.
     *
     * @param manifests further documents
     * @param blobs the rest
     */
    record References(List<Digest> manifests, List<Digest> blobs) {}

    /**
     * Reads what a document points at.
     *
     * @throws MalformedDocumentException if that cannot be told
     */
    static References references(byte[] bytes) throws MalformedDocumentException {
        var json = parse(bytes);
        var blobs = new ArrayList<Digest>();
        for (var list : List.of("layers", "blobs")) {
            addAll(blobs, json.path(list));
        }
        add(blobs, json.path("config"));
        var manifests = new ArrayList<Digest>();
        addAll(manifests, json.path("manifests"));
        add(manifests, json.path("subject"));
        return new References(manifests, blobs);
    }

    private static void addAll(List<Digest> digests, JsonNode descriptors) throws MalformedDocumentException {
        for (var descriptor : descriptors) {
            add(digests, descriptor);
        }
    }

    private static void add(List<Digest> digests, JsonNode descriptor) throws MalformedDocumentException {
        if (descriptor.isObject()) {
            digests.add(Descriptors.read(descriptor).digest());
        }
    }
}
