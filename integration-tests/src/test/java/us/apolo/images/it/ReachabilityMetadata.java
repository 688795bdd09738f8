package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What jars tell those who make an image of a program ahead of time (GraalVM's reachability metadata), with no word in it
 * that has no meaning here.
 *
 * @param reflection the classes that are looked into
 * @param resources the names of resources that are sought
 */
record ReachabilityMetadata(Set<JsonNode> reflection, Set<JsonNode> resources) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What one of this library's jars tells; empty if it has nothing to tell. */
    static Optional<ReachabilityMetadata> of(Path jar) {
        var name = "META-INF/native-image/us.apolo.images/" + BuiltJars.artifact(jar) + "/reachability-metadata.json";
        try (var file = new JarFile(jar.toFile())) {
            var entry = file.getEntry(name);
            if (entry == null) {
                return Optional.empty();
            }
            try (var content = file.getInputStream(entry)) {
                return Optional.of(read(JSON.readTree(content)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What all of them tell. */
    static ReachabilityMetadata of(Collection<Path> jars) {
        var all = jars.stream().flatMap(jar -> of(jar).stream()).toList();
        return new ReachabilityMetadata(
                all.stream().flatMap(one -> one.reflection.stream()).collect(Collectors.toSet()),
                all.stream().flatMap(one -> one.resources.stream()).collect(Collectors.toSet()));
    }

    private static ReachabilityMetadata read(JsonNode document) {
        assertThat(document.propertyNames()).isNotEmpty().isSubsetOf("reflection", "resources");
        var metadata = new ReachabilityMetadata(elements(document, "reflection"), elements(document, "resources"));
        assertThat(metadata.reflection)
                .allSatisfy(one -> assertThat(one.propertyNames())
                        .contains("type")
                        .isSubsetOf(
                                "condition",
                                "type",
                                "methods",
                                "allDeclaredConstructors",
                                "allDeclaredFields",
                                "allDeclaredMethods"))
                .allSatisfy(one -> assertThat(one.path("methods"))
                        .allSatisfy(method -> assertThat(method.propertyNames())
                                .containsExactlyInAnyOrder("name", "parameterTypes")));
        assertThat(metadata.resources)
                .allSatisfy(one -> assertThat(one.propertyNames()).containsExactly("glob"));
        return metadata;
    }

    private static Set<JsonNode> elements(JsonNode document, String member) {
        return document.path(member).valueStream().collect(Collectors.toSet());
    }

    Set<String> types() {
        return texts(reflection.stream().map(one -> one.path("type")));
    }

    Set<String> globs() {
        return texts(resources.stream().map(one -> one.path("glob")));
    }

    /** The classes on which it depends whether an entry counts. */
    Set<String> conditions() {
        return texts(reflection.stream()
                .filter(one -> one.has("condition"))
                .map(one -> one.path("condition").path("typeReached")));
    }

    private static Set<String> texts(Stream<JsonNode> nodes) {
        return nodes.map(JsonNode::stringValue).collect(Collectors.toCollection(TreeSet::new));
    }
}
