package us.apolo.images.benchmarks.jmh;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a program found, printed as one JSON object. */
final class Report {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Report() {}

    static ObjectNode of(String benchmark) {
        return MAPPER.createObjectNode()
                .put("benchmark", benchmark)
                .put("java", System.getProperty("java.version"))
                .put("maxHeapBytes", Runtime.getRuntime().maxMemory());
    }

    static void print(ObjectNode report) {
        System.out.println(report);
    }
}
