package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Every row of the examples that the Python SDK has produced, with the rows where this library does better. */
class ParsingExamplesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> LINES = lines();
    private static final Map<String, ImageParser> PARSERS = parsers();

    /** A row that the SDK accepts and this library refuses: with which reason, and why that is better. */
    private record Deviation(String cfg, String op, String in, String reason, String why) {}

    private static final String FIRST_SEGMENT = "the first of several segments is neither a path component nor a host";

    private static final String NOT_A_COMPONENT = "of its name is not made of lower-case letters and digits";

    private static final List<Deviation> DEVIATIONS = List.of(
            new Deviation("org", "remote2local", "storage:a/b/c/d", NOT_A_COMPONENT, FIRST_SEGMENT),
            new Deviation("plain", "remote2local", "storage:library/ubuntu:latest", NOT_A_COMPONENT, FIRST_SEGMENT),
            new Deviation("org", "remote2local", "iage:/5-000", NOT_A_COMPONENT, FIRST_SEGMENT));

    static Stream<JsonNode> rows() {
        return LINES.stream().skip(1).map(MAPPER::readTree);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void aRowGivesWhatItSays(JsonNode row) {
        var deviation = deviation(row);
        if (deviation != null) {
            requireDeviation(row, deviation);
        } else if (row.has("err")) {
            requireRefusal(row);
        } else if (row.get("op").asString().matches("local|remote2local")) {
            requireLocal(row.get("ok"), (LocalImage) run(row));
        } else {
            requireRemote(row.get("ok"), (RemoteImage) run(row));
        }
    }

    @Test
    void everyDeviationStandsForARow() {
        assertThat(DEVIATIONS)
                .allSatisfy(deviation ->
                        assertThat(rows().map(ParsingExamplesTest::deviation)).contains(deviation));
    }

    private static @Nullable Deviation deviation(JsonNode row) {
        return DEVIATIONS.stream()
                .filter(deviation -> deviation.cfg.equals(text(row, "cfg"))
                        && deviation.op.equals(text(row, "op"))
                        && deviation.in.equals(text(row, "in")))
                .findFirst()
                .orElse(null);
    }

    private static void requireDeviation(JsonNode row, Deviation deviation) {
        assertThatExceptionOfType(InvalidNameException.class)
                .as(deviation.why)
                .isThrownBy(() -> run(row))
                .withMessageContaining(deviation.reason);
    }

    private static void requireRefusal(JsonNode row) {
        var refusal = assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> run(row));
        if (row.get("err").asString().equals("unknown cluster")) {
            var clusters = configuration(row).get("clusters").propertyNames();
            refusal.withMessageContaining("there is no such cluster; the known ones are")
                    .satisfies(e -> assertThat(e.getMessage()).contains(clusters));
        } else {
            refusal.satisfies(e -> assertThat(e.getMessage()).doesNotContain("no such cluster"));
        }
    }

    private static void requireLocal(JsonNode expected, LocalImage image) {
        assertThat(image).isEqualTo(new LocalImage(required(expected, "name"), text(expected, "tag")));
        assertThat(image).hasToString(text(expected, "str"));
    }

    private static void requireRemote(JsonNode expected, RemoteImage image) {
        assertThat(image)
                .isEqualTo(new RemoteImage(
                        required(expected, "name"),
                        text(expected, "tag"),
                        text(expected, "owner"),
                        text(expected, "org"),
                        text(expected, "cluster"),
                        text(expected, "registry")));
        // The rows of external images with a registry leave these out, since the SDK drops the registry there.
        var whole = image.registry() + "/" + image.name() + ":" + image.tag();
        assertThat(image).hasToString(expected.path("str").asString(whole));
        assertThat(image.asDockerUrl()).isEqualTo(expected.path("docker").asString(whole));
        assertThat(image.asDockerUrl(true))
                .isEqualTo(expected.path("docker_scheme").asString("https://" + whole));
    }

    private static Object run(JsonNode row) {
        var parser = Objects.requireNonNull(PARSERS.get(text(row, "cfg")));
        var in = required(row, "in");
        var op = required(row, "op");
        return switch (op) {
            case "local" -> parser.localImage(in);
            case "local2remote" -> parser.toRemote(parser.localImage(in));
            case "remote2local" -> parser.toLocal(parser.remoteImage(in));
            default ->
                op.startsWith("platform-")
                        ? parser.platformImage(in, tagOption(op))
                        : parser.remoteImage(in, tagOption(op));
        };
    }

    private static TagOption tagOption(String op) {
        return TagOption.valueOf(op.substring(op.indexOf('-') + 1).toUpperCase(Locale.ROOT));
    }

    private static JsonNode configuration(JsonNode row) {
        return configurations().get(row.get("cfg").asString());
    }

    private static JsonNode configurations() {
        return MAPPER.readTree(LINES.get(0)).get("configurations");
    }

    private static Map<String, ImageParser> parsers() {
        var parsers = new HashMap<String, ImageParser>();
        configurations().properties().forEach(entry -> parsers.put(entry.getKey(), parser(entry.getValue())));
        return parsers;
    }

    private static ImageParser parser(JsonNode configuration) {
        var builder = ApoloConfig.builder()
                .currentCluster(required(configuration, "cluster"))
                .organization(text(configuration, "org"))
                .project(text(configuration, "project"));
        configuration
                .get("clusters")
                .properties()
                .forEach(entry -> builder.cluster(
                        entry.getKey(), URI.create(entry.getValue().asString())));
        return new ImageParser(builder.build());
    }

    private static String required(JsonNode node, String field) {
        return node.get(field).asString();
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).asString(null);
    }

    private static List<String> lines() {
        var resource = Objects.requireNonNull(ParsingExamplesTest.class.getResourceAsStream("/parsing-examples.jsonl"));
        try (var reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
