package us.apolo.images.soak;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;

/**
 * What a worker has on the registry, so that it knows what every answer has to be. Nobody else changes it.
 *
 * @param worker the worker's name, which is the project's as well
 * @param registry the authority that the library asks
 */
record Fixture(String worker, String registry) {
    static final String CLUSTER = "main";
    static final String ORGANIZATION = "acme";
    static final int BASE_TAGS = 6;
    static final int PULLED_TAGS = 2;
    static final int PUSHED_IMAGES = 4;

    static final byte[] CONFIG = bytes("{\"architecture\":\"amd64\",\"os\":\"linux\"}");
    static final byte[] LAYER = bytes("what a layer of the soak run holds");

    static Fixture of(int worker, String registry) {
        return new Fixture(String.format("w%02d", worker), registry);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A manifest that names the layer some times over. The title makes it one of its own. */
    static byte[] manifest(String title, int layers) {
        var layer = "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"size\":%d,\"digest\":\"%s\"}"
                .formatted(LAYER.length, Digest.sha256(LAYER));
        return bytes("{\"schemaVersion\":2,\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\",\"config\":"
                + "{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"size\":%d,\"digest\":\"%s\"},\"layers\":[%s],"
                        .formatted(
                                CONFIG.length,
                                Digest.sha256(CONFIG),
                                String.join(",", Collections.nCopies(layers, layer)))
                + "\"annotations\":{\"title\":\"" + title + "\"}}");
    }

    /** The repository that nobody changes. */
    RemoteImage base() {
        return image("base", null);
    }

    RemoteImage base(int number) {
        return base().withTag(baseTag(number));
    }

    static String baseTag(int number) {
        return "t" + number;
    }

    List<String> baseTags() {
        return IntStream.range(0, BASE_TAGS).mapToObj(Fixture::baseTag).toList();
    }

    byte[] baseManifest(int number) {
        return manifest(worker + " base " + number, number + 1);
    }

    Digest baseDigest(int number) {
        return Digest.sha256(baseManifest(number));
    }

    static long baseSize(int number) {
        return (long) LAYER.length * (number + 1);
    }

    /** The repository where things are deleted. */
    RemoteImage scratch(String tag) {
        return image("scratch", tag);
    }

    /** An image that the registry alone has, between two pulls. */
    RemoteImage pulled(int number) {
        return image("pulled", "v" + number);
    }

    LocalImage pulledLocally(int number) {
        return new LocalImage("pulled-" + worker, "v" + number);
    }

    /** Where images of the engine go. */
    RemoteImage pushed(String tag) {
        return image("pushed", tag);
    }

    static LocalImage pushable(int number) {
        return new LocalImage("pushable", "v" + number);
    }

    /** The path of a repository on the registry. */
    String path(String repository) {
        return ORGANIZATION + "/" + worker + "/" + repository;
    }

    private RemoteImage image(String name, @Nullable String tag) {
        return RemoteImage.newPlatformImage(name, registry, worker, CLUSTER, ORGANIZATION, tag);
    }
}
