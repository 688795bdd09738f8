package us.apolo.images.benchmarks.jmh;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.ApoloConfig;
import us.apolo.images.ImageParser;
import us.apolo.images.TagOption;

/** The names that are read, each with the parser of the configuration that it is for. */
final class BenchmarkNames {
    private static final String RESOURCE = "names.jsonl";

    private BenchmarkNames() {}

    /**
     * A name.
     *
     * @param kind {@code local}, {@code platform} or {@code external}
     * @param text the name
     * @param parser reads it
     * @param tag what becomes of its tag; the default for a local one
     */
    record Name(String kind, String text, ImageParser parser, TagOption tag) {
        /** What it says. */
        Object read() {
            return kind.equals("local") ? parser.localImage(text) : parser.remoteImage(text, tag);
        }
    }

    /** All of a kind. */
    static List<Name> of(String kind) {
        return all().stream().filter(name -> name.kind().equals(kind)).toList();
    }

    private static List<Name> all() {
        var mapper = JsonMapper.builder().build();
        var parsers = new HashMap<String, ImageParser>();
        var names = new ArrayList<Name>();
        for (var line : lines()) {
            var node = mapper.readTree(line);
            if (node.has("configuration")) {
                parsers.put(node.get("configuration").asString(), new ImageParser(config(node)));
            } else {
                names.add(name(node, parsers));
            }
        }
        return names;
    }

    private static Name name(JsonNode node, Map<String, ImageParser> parsers) {
        return new Name(
                node.get("kind").asString(),
                node.get("name").asString(),
                Objects.requireNonNull(parsers.get(node.get("in").asString())),
                node.has("tag") ? TagOption.valueOf(node.get("tag").asString()) : TagOption.DEFAULT);
    }

    private static ApoloConfig config(JsonNode node) {
        var config = ApoloConfig.builder();
        node.get("clusters")
                .properties()
                .forEach(cluster -> config.cluster(
                        cluster.getKey(), URI.create(cluster.getValue().asString())));
        var organization = node.get("organization");
        return config.currentCluster(node.get("cluster").asString())
                .organization(organization.isNull() ? null : organization.asString())
                .project(node.get("project").asString())
                .build();
    }

    private static List<String> lines() {
        var in = Objects.requireNonNull(BenchmarkNames.class.getResourceAsStream(RESOURCE), RESOURCE);
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE, e);
        }
    }
}
