package us.apolo.images.login;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the platform and its command write it, with limits against what is something else. */
final class Json {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxStringLength(1 << 20)
            .maxNestingDepth(100)
            .maxTokenCount(500_000)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .build();

    private Json() {}

    /**
     * Reads a document.
     *
     * @param text the document
     * @param what what it is, for people
     * @throws IllegalArgumentException if it is none. Neither the message nor a cause quotes it, since there may be a
     *     token in it.
     */
    static JsonNode parse(byte[] text, String what) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + " is not JSON" + place(e));
        }
    }

    /** Where a document is not what it should be, for the end of a sentence. */
    static String place(JacksonException e) {
        var place = e.getLocation();
        return place == null ? "" : " in line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /** A member that is a text with something in it. */
    static Optional<String> text(JsonNode object, String member) {
        var value = object.path(member);
        return value.isString() ? Optional.of(value.stringValue()).filter(text -> !text.isBlank()) : Optional.empty();
    }
}
