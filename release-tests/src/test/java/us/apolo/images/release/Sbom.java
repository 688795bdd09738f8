package us.apolo.images.release;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The software bill of materials of a jar, in CycloneDX's format.
 *
 * @param json the whole
 */
record Sbom(JsonNode json) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    static Sbom of(String artifact) {
        return new Sbom(MAPPER.readTree(Staged.file(artifact, "-cyclonedx.json").toFile()));
    }

    /** What every user gets, by {@code name:version}, with the licences. What is behind an optional one is optional. */
    Map<String, Set<String>> required() {
        var components = json.path("components")
                .valueStream()
                .collect(Collectors.toMap(component -> component.path("bom-ref").asString(), component -> component));
        var links = json.path("dependencies")
                .valueStream()
                .collect(Collectors.toMap(
                        from -> from.path("ref").asString(),
                        from -> from.path("dependsOn")
                                .valueStream()
                                .map(JsonNode::asString)
                                .toList()));
        var found = new LinkedHashMap<String, Set<String>>();
        var open =
                new ArrayDeque<>(List.of(json.at("/metadata/component/bom-ref").asString()));
        while (!open.isEmpty()) {
            for (var reference : links.getOrDefault(open.remove(), List.of())) {
                var component = Objects.requireNonNull(components.get(reference), reference);
                if (component.path("scope").asString().equals("required")
                        && found.put(name(component), licences(component)) == null) {
                    open.add(reference);
                }
            }
        }
        return found;
    }

    private static String name(JsonNode component) {
        return component.path("name").asString() + ":"
                + component.path("version").asString();
    }

    private static Set<String> licences(JsonNode component) {
        return component
                .path("licenses")
                .valueStream()
                .map(entry -> entry.has("expression") ? entry.path("expression") : licence(entry.path("license")))
                .map(JsonNode::asString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static JsonNode licence(JsonNode licence) {
        return licence.has("id") ? licence.path("id") : licence.path("name");
    }
}
