package us.apolo.images.it;

import java.nio.file.Path;

/** Has temporary files made in a folder of its own, so that none of another program is taken for one that was left. */
final class TemporaryFiles {
    private static final String PROPERTY = "java.io.tmpdir";

    private final String before = System.getProperty(PROPERTY);

    TemporaryFiles(Path folder) {
        System.setProperty(PROPERTY, folder.toString());
    }

    /** Has them made where they were before. */
    void close() {
        System.setProperty(PROPERTY, before);
    }
}
