package us.apolo.images.cli;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes the members of a JSON object. */
final class Json {
    /** With escapes, so that the encoding of the terminal or the pipe plays no part. */
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final JsonGenerator generator;

    private Json(JsonGenerator generator) {
        this.generator = generator;
    }

    /** An object on one line. */
    static String object(Consumer<Json> members) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            generator.writeStartObject();
            members.accept(new Json(generator));
            generator.writeEndObject();
        }
        return text.toString();
    }

    /** A member that is text, or null. */
    Json text(String name, @Nullable String value) {
        if (value == null) {
            generator.writeNullProperty(name);
        } else {
            generator.writeStringProperty(name, value);
        }
        return this;
    }

    /** A member that is a number. */
    Json number(String name, long value) {
        generator.writeNumberProperty(name, value);
        return this;
    }

    /** A member that is an object. */
    Json object(String name, Consumer<Json> members) {
        generator.writeObjectPropertyStart(name);
        members.accept(this);
        generator.writeEndObject();
        return this;
    }

    /** A member that is an array of objects. */
    <T> Json objects(String name, Iterable<T> items, ItemWriter<T> writer) {
        generator.writeArrayPropertyStart(name);
        for (var item : items) {
            generator.writeStartObject();
            writer.write(this, item);
            generator.writeEndObject();
        }
        generator.writeEndArray();
        return this;
    }

    /** A member that is an array of texts. */
    Json texts(String name, Iterable<String> items) {
        generator.writeArrayPropertyStart(name);
        items.forEach(generator::writeString);
        generator.writeEndArray();
        return this;
    }

    /** Writes the members of one object of an array. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(Json json, T item);
    }
}
