package us.apolo.images.release;

import java.nio.file.Path;
import java.util.List;

/**
 * The artifacts that are published together.
 *
 * @param pom the BOM's POM, from the source or from a release
 */
record Bom(Pom pom) {
    static final String NAME = "apolo-images-bom";
    private static final String ENTRIES = "/project/dependencyManagement/dependencies/dependency";

    /** As it stands in the source. */
    static Bom ofSource() {
        return new Bom(Pom.read(Path.of("../" + NAME + "/pom.xml")));
    }

    /** The artifacts whose versions it tells, beside the classified ones. */
    List<String> artifacts() {
        return pom.texts(ENTRIES + "[not(classifier)]/artifactId");
    }

    /** The classifiers of an artifact that it tells versions of. */
    List<String> classifiers(String artifact) {
        return pom.texts(ENTRIES + "[artifactId = '" + artifact + "']/classifier");
    }

    /** What it says at a path in each entry. */
    List<String> all(String path) {
        return pom.texts(ENTRIES + "/" + path);
    }
}
