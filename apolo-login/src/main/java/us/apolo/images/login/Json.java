package us.apolo.images.login;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** JSON as the platform and its command write it, with limits against what is something else. */
final class Json {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxStringLength(1 << 20)
            .maxNestingDepth(100)
            .maxTokenCount(500_000)
            .build();

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(LIMITS).build();

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

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
        try (var parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            parser.nextToken();
            var document = node(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(what + " is not one JSON document, but several");
            }
            return document;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(what + " is not JSON" + place(e));
        }
    }

    /**
     * The value at which a parser is, read to its end. A mapper would do the same, but its making is a tenth of what a short
     * program takes with all that belongs to it.
     */
    private static JsonNode node(JsonParser parser) {
        var token = parser.currentToken();
        if (token == null) {
            return NODES.missingNode();
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private static JsonNode object(JsonParser parser) {
        var object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var member = parser.currentName();
            parser.nextToken();
            object.set(member, node(parser));
        }
        return object;
    }

    private static JsonNode array(JsonParser parser) {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node(parser));
        }
        return array;
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
