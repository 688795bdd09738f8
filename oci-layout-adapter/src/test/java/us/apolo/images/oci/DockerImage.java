package us.apolo.images.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import us.apolo.images.Digest;

/**
 * An image as engines save it in their own form.
 *
 * @param config the configuration
 * @param layers the layers, not compressed
 */
record DockerImage(String config, List<byte[]> layers) {
    /** An image with a small tar for each word. */
    static DockerImage of(String... words) {
        var layers = new ArrayList<byte[]>();
        for (var word : words) {
            layers.add(new TarBytes().file("etc/" + word, word).bytes());
        }
        return new DockerImage(config(layers), layers);
    }

    static String config(List<byte[]> layers) {
        return "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"/app\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
                .formatted(layers.stream()
                        .map(layer -> "\"" + Digest.sha256(layer) + "\"")
                        .collect(Collectors.joining(",")));
    }

    String configName() {
        return Digest.sha256(config.getBytes(StandardCharsets.UTF_8)).encoded() + ".json";
    }

    /** Layers that are called by their number in a folder, as Docker has them. */
    TarBytes addTo(TarBytes tar, String folder) {
        for (var i = 0; i < layers.size(); i++) {
            tar.folder(folder + i)
                    .file(folder + i + "/VERSION", "1.0")
                    .file(folder + i + "/json", "{}")
                    .file(folder + i + "/layer.tar", layers.get(i));
        }
        return tar.file(configName(), config);
    }

    /** How the image stands in the list. */
    String listed(String folder, String... names) {
        var paths = new ArrayList<String>();
        for (var i = 0; i < layers.size(); i++) {
            paths.add(folder + i + "/layer.tar");
        }
        return listed(paths, names);
    }

    String listed(List<String> paths, String... names) {
        return "{\"Config\":\"%s\",\"RepoTags\":%s,\"Layers\":[%s]}"
                .formatted(
                        configName(), names.length == 0 ? "null" : "[" + quoted(List.of(names)) + "]", quoted(paths));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(","));
    }

    /** An archive of this image alone. */
    TarBytes archive(String... names) {
        return addTo(new TarBytes(), "layer").file("manifest.json", "[" + listed("layer", names) + "]");
    }
}
