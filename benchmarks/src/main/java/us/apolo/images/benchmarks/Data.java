package us.apolo.images.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** All that was measured, for programs. */
final class Data {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Data() {}

    static String of(Surroundings surroundings, Map<String, Section> sections) {
        var works = new LinkedHashMap<String, Object>();
        sections.forEach((name, section) -> works.put(name, section.raw()));
        return JSON.writeValueAsString(Map.of("machine", surroundings.lines(), "works", works)) + "\n";
    }
}
