package us.apolo.images.osgi;

import java.nio.file.Path;

/** Local stores, with the bundle that brings them. */
enum Store {
    DAEMON("docker-daemon") {
        @Override
        Path bundle() {
            return BundleFiles.selfContained("docker-daemon-adapter");
        }
    },

    COMMAND("docker-cli") {
        @Override
        Path bundle() {
            return BundleFiles.plain("docker-cli-adapter");
        }
    };

    private final String key;

    Store(String key) {
        this.key = key;
    }

    abstract Path bundle();

    /** What it is called in the configuration. */
    String key() {
        return key;
    }
}
