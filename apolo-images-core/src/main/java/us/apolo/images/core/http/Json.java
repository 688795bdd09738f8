package us.apolo.images.core.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as registries send it, with limits against what hostile ones might. */
public final class Json {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxStringLength(1 << 20)
            .maxNestingDepth(100)
            .build();

    /** Reads and writes within the limits. */
    public static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .build();

    private Json() {}

    /**
     * The codes in an error body.
     *
     * @param body the body as text
     * @return the codes as they stand there; empty if the text is not JSON or has none
     */
    public static List<String> errorCodes(String body) {
        var codes = new ArrayList<String>();
        for (var error : parse(body).path("errors")) {
            var code = text(error, "code");
            if (code != null) {
                codes.add(code);
            }
        }
        return List.copyOf(codes);
    }

    private static JsonNode parse(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JacksonException e) {
            // Error bodies may be text, HTML or nothing; then there are no codes.
            return MAPPER.missingNode();
        }
    }

    /**
     * A member that is a text.
     *
     * @param object where it is
     * @param member its name
     * @return the text; null if the member is absent or something else
     */
    public static @Nullable String text(JsonNode object, String member) {
        var value = object.path(member);
        return value.isString() ? value.stringValue() : null;
    }
}
