package us.apolo.images.oci;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

/**
 * Takes images out of an archive in Docker's own form: a {@code manifest.json} that names a configuration and layers, which
 * are not compressed as a rule. What the layers are is told by the configuration, by the digests of what they unpack to.
 */
final class DockerArchive {
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
    private static final long MAX_CONFIGS = 16L * 1024 * 1024;

    /** How a configuration is called after its digest, by several tools. */
    private static final Pattern CALLED_BY_DIGEST = Pattern.compile("(?:.*/)?(?:sha256:)?([0-9a-f]{64})(?:\\.json)?");

    private final ArchiveFile archive;
    private final ArchiveSurvey survey;
    private final LayoutImages images;
    private final Map<String, byte[]> configs = new HashMap<>();
    private final Map<String, LayerIntake.Layer> layers = new HashMap<>();
    private long configBytes;

    DockerArchive(ArchiveFile archive, ArchiveSurvey survey, LayoutImages images) {
        this.archive = archive;
        this.survey = survey;
        this.images = images;
    }

    /**
     * Has all blobs of all images be in the folder.
     *
     * @param manifest the archive's {@code manifest.json}
     * @param use what is used is added to it
     * @return the images
     */
    List<ArchivedImage> take(byte[] manifest, BlobUse use) {
        var listed = listed(manifest);
        try (var intake = new LayerIntake(archive, images.folder())) {
            read(listed, intake);
            var found = new LinkedHashMap<Digest, ArchivedImage>();
            for (var image : listed) {
                var taken = new ArchivedImage(parts(image), image.names());
                found.merge(taken.id(), taken, ArchivedImage::and);
            }
            requireDistinctNames(found.values());
            found.values().forEach(image -> use.add(image.parts().digests()));
            intake.arrive();
            configs.values().forEach(config -> images.folder().write(Digest.sha256(config), config));
            return List.copyOf(found.values());
        }
    }

    private void requireDistinctNames(Collection<ArchivedImage> found) {
        try {
            ArchivedImage.requireDistinctNames(found);
        } catch (MalformedDocumentException e) {
            throw archive.refuse(e.words(), e);
        }
    }

    private List<DockerManifest> listed(byte[] manifest) {
        try {
            var listed = DockerManifest.read(manifest);
            if (listed.isEmpty()) {
                throw archive.refuse("has no image in it", null);
            }
            return listed;
        } catch (MalformedDocumentException e) {
            throw archive.refuse("is broken: its " + ArchiveSurvey.DOCKER_MANIFEST + " " + e.getMessage(), e);
        }
    }

    private void read(List<DockerManifest> listed, LayerIntake intake) {
        var wantedConfigs = new HashSet<String>();
        var wantedLayers = new HashSet<String>();
        for (var image : listed) {
            wantedConfigs.add(survey.file(image.config()));
            image.layers().forEach(layer -> wantedLayers.add(survey.file(layer)));
        }
        try (var pass = ArchivePass.through(archive)) {
            for (var entry = pass.next(); entry != null; entry = pass.next()) {
                if (entry.isFile() && wantedConfigs.contains(entry.name())) {
                    keepConfig(entry.name(), pass.document(entry));
                } else if (entry.isFile() && wantedLayers.contains(entry.name())) {
                    requireNew(entry.name(), layers.keySet());
                    layers.put(entry.name(), intake.take(entry.name(), pass.content()));
                }
            }
        }
    }

    private void requireNew(String name, Set<String> known) {
        if (known.contains(name)) {
            throw archive.refuse("has " + Printable.of(name) + " twice", null);
        }
    }

    private void keepConfig(String name, byte[] config) {
        requireNew(name, configs.keySet());
        var called = CALLED_BY_DIGEST.matcher(name);
        if (called.matches() && !called.group(1).equals(Digest.sha256(config).encoded())) {
            throw archive.refuse("has " + Digest.sha256(config) + " for the configuration " + Printable.of(name), null);
        }
        configs.put(name, config);
        configBytes += config.length;
        if (configBytes > MAX_CONFIGS) {
            throw archive.refuse("has more than " + MAX_CONFIGS + " bytes of configurations", null);
        }
    }

    private ImageParts parts(DockerManifest image) {
        var config = configs.get(survey.file(image.config()));
        if (config == null) {
            throw lacks(image.config());
        }
        var found = new ArrayList<LayerIntake.Layer>();
        for (var name : image.layers()) {
            var layer = layers.get(survey.file(name));
            if (layer == null) {
                throw lacks(name);
            }
            found.add(layer);
        }
        requireDiffIds(image, config, found);
        try {
            return ImageParts.of(manifest(config, found), descriptor -> {
                throw new MalformedDocumentException("is an index");
            });
        } catch (MalformedDocumentException e) {
            throw archive.refuse("is broken: its image " + Printable.of(image.config()) + " " + e.getMessage(), e);
        }
    }

    private InvalidArchiveException lacks(String name) {
        return archive.refuse(
                "lacks " + Printable.of(name) + ", which its " + ArchiveSurvey.DOCKER_MANIFEST + " names", null);
    }

    private void requireDiffIds(DockerManifest image, byte[] config, List<LayerIntake.Layer> found) {
        var wanted = diffIds(image, config);
        if (wanted.size() != found.size()) {
            throw archive.refuse(
                    "has " + found.size() + " layers for " + Printable.of(image.config()) + ", which has "
                            + wanted.size(),
                    null);
        }
        for (var i = 0; i < found.size(); i++) {
            if (!found.get(i).diffId().equals(wanted.get(i))) {
                throw archive.refuse(
                        "has " + found.get(i).diffId() + " for the layer " + wanted.get(i) + " of "
                                + Printable.of(image.config()),
                        null);
            }
        }
    }

    private List<Digest> diffIds(DockerManifest image, byte[] config) {
        var json = Json.object(config);
        if (json == null) {
            throw archive.refuse("has a configuration that is not JSON: " + Printable.of(image.config()), null);
        }
        var digests = new ArrayList<Digest>();
        for (var element : json.path("rootfs").path("diff_ids")) {
            try {
                digests.add(Digest.parse(element.isString() ? element.stringValue() : ""));
            } catch (InvalidNameException e) {
                throw archive.refuse("has a configuration with a broken digest: " + Printable.of(image.config()), e);
            }
        }
        return digests;
    }

    private static Manifest manifest(byte[] config, List<LayerIntake.Layer> layers) throws MalformedDocumentException {
        var json = Json.MAPPER.createObjectNode();
        json.put("schemaVersion", 2);
        json.put("mediaType", Layout.MANIFEST_TYPE);
        json.set(
                "config",
                Descriptors.write(new Descriptor(CONFIG, Digest.sha256(config), config.length, null, Map.of())));
        var array = json.putArray("layers");
        layers.forEach(layer -> array.add(Descriptors.write(layer.blob())));
        return ManifestDocument.read(Layout.MANIFEST_TYPE, Json.MAPPER.writeValueAsBytes(json));
    }
}
