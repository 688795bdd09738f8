package us.apolo.images.core.http;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
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

    /** Names, marks and values in a document as a whole: in memory an empty object is 30 times as large as it is written. */
    private static final int MAX_TOKENS = 500_000;

    /** Reads and writes documents within the limits. */
    public static final JsonMapper MAPPER =
            mapper(LIMITS.rebuild().maxTokenCount(MAX_TOKENS).build());

    private static final JsonMapper STREAMS = mapper(LIMITS);

    private Json() {}

    private static JsonMapper mapper(StreamReadConstraints limits) {
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .build();
    }

    /**
     * Begins to read what may go on for ever.
     *
     * @param in is read as far as is asked for, and not closed
     * @return gives one piece after the other, none of them beyond the limits
     */
    public static JsonParser parser(InputStream in) {
        return STREAMS.createParser(in);
    }

    /**
     * What the errors in an error body say.
     *
     * @param codes the codes as they stand there, of those that have one
     * @param messages what they say in words, of those that do, each with its detail where that is a text
     */
    public record Errors(List<String> codes, List<String> messages) {}

    /**
     * The errors in an error body.
     *
     * @param body the body as text
     * @return what they say; nothing if the text is not JSON or has none
     */
    public static Errors errors(String body) {
        var codes = new ArrayList<String>();
        var messages = new ArrayList<String>();
        for (var error : parse(body).path("errors")) {
            Optional.ofNullable(text(error, "code")).ifPresent(codes::add);
            Optional.of(words(error)).filter(words -> !words.isEmpty()).ifPresent(messages::add);
        }
        return new Errors(List.copyOf(codes), List.copyOf(messages));
    }

    private static String words(JsonNode error) {
        return Stream.of("message", "detail")
                .map(member ->
                        Objects.requireNonNullElse(text(error, member), "").strip())
                .filter(words -> !words.isEmpty())
                .distinct()
                .collect(Collectors.joining(": "));
    }

    /**
     * Where a text is not what it should be. A reader's own words quote the text, in which a server may repeat what it was
     * sent; so they go no further.
     *
     * @param e what the reader throws
     * @return words for the end of a sentence; empty if the place is not known
     */
    public static String place(JacksonException e) {
        var place = e.getLocation();
        return place == null ? "" : " in line " + place.getLineNr() + ", column " + place.getColumnNr();
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
