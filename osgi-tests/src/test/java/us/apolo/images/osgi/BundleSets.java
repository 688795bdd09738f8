package us.apolo.images.osgi;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Bundles that go together. */
final class BundleSets {
    private BundleSets() {}

    /** SPI Fly, with what it needs. */
    static List<Path> mediator() {
        return Stream.of(
                        "asm",
                        "asm-tree",
                        "asm-analysis",
                        "asm-commons",
                        "asm-util",
                        "org.apache.aries.spifly.dynamic.bundle")
                .map(BundleFiles::published)
                .toList();
    }

    /** The core, with what it needs. */
    static List<Path> core() {
        return Stream.of(
                        List.of(BundleFiles.plain("apolo-images-api")),
                        BundleFiles.librariesOf("apolo-images-core"),
                        List.of(BundleFiles.plain("apolo-images-core")))
                .flatMap(List::stream)
                .toList();
    }

    /** The local store of a folder; what it needs, the core has too. */
    static List<Path> folder() {
        return List.of(BundleFiles.plain("oci-layout-adapter"));
    }

    static List<Path> probe() {
        return List.of(BundleFiles.plain("osgi-tests"));
    }
}
