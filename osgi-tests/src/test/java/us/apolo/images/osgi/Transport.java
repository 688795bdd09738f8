package us.apolo.images.osgi;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Transports, with the bundles that bring them. */
enum Transport {
    OKHTTP {
        @Override
        List<Path> bundles() {
            return List.of(BundleFiles.selfContained("transport-okhttp"));
        }
    },

    /** With Kotlin's bundle in place of its standard library, which is none. */
    OKHTTP_AND_ITS_BUNDLES {
        @Override
        List<Path> bundles() {
            return Stream.of(
                            BundleFiles.librariesOf("transport-okhttp"),
                            List.of(BundleFiles.published("kotlin-osgi-bundle"), BundleFiles.plain("transport-okhttp")))
                    .flatMap(List::stream)
                    .toList();
        }
    },

    APACHE {
        @Override
        List<Path> bundles() {
            return List.of(BundleFiles.selfContained("transport-apache"));
        }
    };

    abstract List<Path> bundles();

    /** What it is called in the configuration. */
    String key() {
        return name().replaceFirst("_.*", "").toLowerCase(Locale.ROOT);
    }
}
