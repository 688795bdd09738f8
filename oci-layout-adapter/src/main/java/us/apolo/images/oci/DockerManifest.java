package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;

/**
 * One image in the {@code manifest.json} of Docker's archives.
 *
 * @param config the configuration, by its name in the archive
 * @param names the image's names
 * @param layers the layers by their names in the archive, the lowest first
 */
record DockerManifest(String config, List<LocalImage> names, List<String> layers) {
    private static final String CONFIG = "Config";
    private static final String NAMES = "RepoTags";
    private static final String LAYERS = "Layers";

    DockerManifest {
        names = List.copyOf(names);
        layers = List.copyOf(layers);
    }

    /**
     * Reads the file.
     *
     * @throws MalformedDocumentException if it is none, or names something that is not inside the archive
     */
    static List<DockerManifest> read(byte[] bytes) throws MalformedDocumentException {
        var images = new ArrayList<DockerManifest>();
        for (var image : array(bytes)) {
            var config = Json.text(image, CONFIG);
            if (config == null) {
                throw new MalformedDocumentException("has an image without a configuration");
            }
            var layers = new ArrayList<String>();
            for (var layer : texts(image.path(LAYERS), LAYERS)) {
                layers.add(ArchivePath.of(layer));
            }
            images.add(new DockerManifest(ArchivePath.of(config), names(image.path(NAMES)), layers));
        }
        return images;
    }

    private static ArrayNode array(byte[] bytes) throws MalformedDocumentException {
        try {
            if (Json.MAPPER.readTree(bytes) instanceof ArrayNode array) {
                return array;
            }
        } catch (JacksonException e) {
            throw new MalformedDocumentException("is not JSON, or too much of it", e);
        }
        throw new MalformedDocumentException("is not a list of images");
    }

    private static List<LocalImage> names(JsonNode node) throws MalformedDocumentException {
        var names = new ArrayList<LocalImage>();
        for (var text : texts(node, NAMES)) {
            names.add(name(text));
        }
        return names;
    }

    private static LocalImage name(String text) throws MalformedDocumentException {
        var colon = text.lastIndexOf(':');
        if (colon <= text.lastIndexOf('/')) {
            throw new MalformedDocumentException("has an image name without a tag: " + Printable.of(text));
        }
        try {
            return new LocalImage(text.substring(0, colon), text.substring(colon + 1));
        } catch (InvalidNameException e) {
            throw new MalformedDocumentException("has an image name that is none: " + Printable.of(text), e);
        }
    }

    private static List<String> texts(JsonNode node, String member) throws MalformedDocumentException {
        var texts = new ArrayList<String>();
        if (!node.isArray() && !node.isNull() && !node.isMissingNode()) {
            throw new MalformedDocumentException("has something else than a list for " + member);
        }
        for (var element : node) {
            if (!element.isString()) {
                throw new MalformedDocumentException("has something else than text in " + member);
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    /** Writes the file. */
    static byte[] write(List<DockerManifest> images) {
        var json = Json.MAPPER.createArrayNode();
        for (var image : images) {
            var object = json.addObject();
            object.put(CONFIG, image.config);
            var names = object.putArray(NAMES);
            image.names.forEach(name -> names.add(ImageName.written(name)));
            var layers = object.putArray(LAYERS);
            image.layers.forEach(layers::add);
        }
        return Json.MAPPER.writeValueAsBytes(json);
    }
}
