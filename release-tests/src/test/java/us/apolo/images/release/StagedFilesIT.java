package us.apolo.images.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of a release. */
class StagedFilesIT {

    static List<String> jars() {
        return Staged.jars();
    }

    static List<String> artifacts() {
        return Stream.concat(Stream.of(Bom.NAME), jars().stream()).toList();
    }

    @Test
    void areTheBomAndWhatItNames() {
        assertThat(Staged.artifacts()).containsExactlyInAnyOrderElementsOf(artifacts());
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void areComplete(String artifact) {
        var isBom = artifact.equals(Bom.NAME);
        var plain = isBom
                ? Stream.of(".pom")
                : Stream.of(".pom", ".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json");
        var classified = Staged.bom().classifiers(artifact).stream().map(classifier -> "-" + classifier + ".jar");
        var signed = System.getProperty("signed") != null;

        assertThat(Staged.ends(artifact))
                .filteredOn(end -> !end.matches(".*\\.asc\\.(md5|sha1)"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(plain, classified)
                        .flatMap(end -> Stream.of("", ".md5", ".sha1", ".asc").map(end::concat))
                        .filter(end -> signed || !end.endsWith(".asc"))
                        .toList());
    }

    @Test
    void haveTheirChecksums() throws Exception {
        assertThat(Staged.files()).isNotEmpty();
        for (var file : Staged.files()) {
            assertThat(Path.of(file + ".sha1")).hasContent(checksum("SHA-1", file));
            assertThat(Path.of(file + ".md5")).hasContent(checksum("MD5", file));
        }
    }

    private static String checksum(String algorithm, Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(Files.readAllBytes(file)));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void thePomTellsWhatItHasToAndStandsAlone(String artifact) {
        var pom = Pom.read(Staged.file(artifact, ".pom"));

        assertThat(Stream.of(
                        "name",
                        "description",
                        "url",
                        "inceptionYear",
                        "organization/name",
                        "licenses/license/name",
                        "licenses/license/url",
                        "developers/developer/name",
                        "developers/developer/organization",
                        "scm/connection",
                        "scm/developerConnection",
                        "scm/url",
                        "issueManagement/url"))
                .allSatisfy(path ->
                        assertThat(pom.text("/project/" + path)).as(path).isNotEmpty());
        assertThat(pom.text("/project/groupId")).isEqualTo("us.apolo.images");
        assertThat(pom.text("/project/version")).isEqualTo(Staged.VERSION);
        assertThat(pom.texts("/project/*[self::parent or self::properties or self::build or self::profiles"
                        + " or self::modules or self::repositories or self::pluginRepositories]"))
                .isEmpty();
        assertThat(pom.texts("//dependency/scope")).doesNotContain("test", "system", "import");
        assertThat(pom.texts("//dependency/version")).doesNotContain("").noneMatch(version -> version.contains("$"));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void theJarIsAModuleWithItsVersionAndTheLicence(String artifact) throws IOException {
        try (var jar = new JarFile(Staged.file(artifact, ".jar").toFile())) {
            var attributes = jar.getManifest().getMainAttributes();
            assertThat(attributes.getValue("Implementation-Version")).isEqualTo(Staged.VERSION);
            assertThat(attributes.getValue("Implementation-Vendor")).isEqualTo("Apolo");
            assertThat(names(jar)).contains("module-info.class", "META-INF/LICENSE");
        }
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyClassHasItsSource(String artifact) throws IOException {
        try (var jar = new JarFile(Staged.file(artifact, ".jar").toFile());
                var sources = new JarFile(Staged.file(artifact, "-sources.jar").toFile())) {
            assertThat(names(sources))
                    .filteredOn(name -> name.endsWith(".java"))
                    .containsExactlyInAnyOrderElementsOf(names(jar).stream()
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.replaceFirst("(\\$.*)?\\.class$", ".java"))
                            .collect(Collectors.toSet()));
        }
    }

    private static List<String> names(JarFile jar) {
        return jar.stream().map(JarEntry::getName).toList();
    }
}
