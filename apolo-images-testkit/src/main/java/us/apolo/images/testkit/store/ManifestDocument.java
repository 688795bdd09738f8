package us.apolo.images.testkit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;
import us.apolo.images.Platform;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;

/** Reads a manifest or an index as strictly as a registry that is about to keep it. */
public final class ManifestDocument {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ManifestContent content;
    private final JsonNode document;

    private ManifestDocument(ManifestContent content) {
        this.content = content;
        this.document = parse(content.bytes());
    }

    /**
     * Reads.
     *
     * @param content bytes and media type
     * @return the manifest
     * @throws RefusedException if it is not what its media type says
     */
    public static Manifest read(ManifestContent content) {
        return new ManifestDocument(content).read();
    }

    private static JsonNode parse(byte[] bytes) {
        try {
            var document = MAPPER.readTree(bytes);
            if (document.isObject()) {
                return document;
            }
            throw invalid("it is not a JSON object");
        } catch (JacksonException e) {
            throw invalid("it is not JSON");
        }
    }

    private Manifest read() {
        var mediaType = content.mediaType();
        if (!MediaTypes.isKnown(mediaType)) {
            throw invalid("its media type is not that of a manifest: " + mediaType);
        }
        var declared = text(document, "mediaType");
        if (declared == null ? !MediaTypes.isOci(mediaType) : !declared.equals(mediaType)) {
            throw invalid("it comes as " + mediaType + " and calls itself " + declared);
        }
        if (document.path("schemaVersion").intValue(0) != 2) {
            throw invalid("its schema version is not 2");
        }
        return MediaTypes.isIndex(mediaType) ? index() : image();
    }

    private Manifest index() {
        refuse("config", "layers");
        return new Manifest.Index(content, descriptors("manifests"));
    }

    private Manifest image() {
        refuse("manifests");
        return new Manifest.Image(content, descriptor(document.path("config")), descriptors("layers"));
    }

    private void refuse(String... members) {
        for (var member : members) {
            if (document.has(member)) {
                throw invalid("it is " + content.mediaType() + " and has " + member);
            }
        }
    }

    private List<Descriptor> descriptors(String member) {
        var array = document.path(member);
        if (!array.isArray()) {
            throw invalid("it has no list of " + member);
        }
        var descriptors = new ArrayList<Descriptor>();
        array.forEach(element -> descriptors.add(descriptor(element)));
        return descriptors;
    }

    private static Descriptor descriptor(JsonNode node) {
        var digest = text(node, "digest");
        var size = node.path("size");
        if (digest == null || !size.isIntegralNumber() || !size.canConvertToLong() || size.longValue() < 0) {
            throw invalid("a descriptor has no digest or no size");
        }
        try {
            var mediaType = Objects.requireNonNullElse(text(node, "mediaType"), "");
            return new Descriptor(
                    mediaType,
                    Digest.parse(digest),
                    size.longValue(),
                    platform(node.path("platform")),
                    annotations(node.path("annotations")));
        } catch (InvalidNameException e) {
            throw invalid("a descriptor has a broken digest or platform: " + e.getMessage());
        }
    }

    private static @Nullable Platform platform(JsonNode node) {
        var os = text(node, "os");
        var architecture = text(node, "architecture");
        return os == null || architecture == null ? null : new Platform(os, architecture, text(node, "variant"));
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

    private static @Nullable String text(JsonNode object, String member) {
        var value = object.path(member);
        return value.isString() ? value.stringValue() : null;
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(ErrorCode.MANIFEST_INVALID, detail);
    }
}
