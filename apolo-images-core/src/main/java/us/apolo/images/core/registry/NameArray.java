package us.apolo.images.core.registry;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Json;

/** The names in one page, read one by one while the page comes in, so that a page may have any size. */
final class NameArray {
    private final NameList list;
    private final InputStream in;
    private @Nullable JsonParser parser;
    private boolean done;

    NameArray(InputStream in, NameList list) {
        this.in = in;
        this.list = list;
    }

    /** The next name; null after the last one. */
    @Nullable String next() throws IOException {
        try {
            var json = parser();
            while (!done) {
                var token = json.nextToken();
                if (token == JsonToken.VALUE_STRING) {
                    return json.getString();
                }
                done = token == JsonToken.END_ARRAY;
                if (!done && token != JsonToken.VALUE_NULL) {
                    throw notAList("");
                }
            }
            return null;
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw notAList(Json.place(e));
        }
    }

    private JsonParser parser() {
        if (parser == null) {
            parser = Json.parser(in);
            goToArray(parser);
        }
        return parser;
    }

    /** Stops behind the bracket that opens the array, or is done where there is none or null instead of it. */
    private void goToArray(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw notAList("");
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var wanted = list.field().equals(json.currentName());
            var value = json.nextToken();
            if (wanted && value == JsonToken.START_ARRAY) {
                return;
            }
            if (wanted && value != JsonToken.VALUE_NULL) {
                throw notAList("");
            }
            json.skipChildren();
        }
        done = true;
    }

    private RegistryProtocolException notAList(String place) {
        return new RegistryProtocolException(
                "The registry " + list.registry() + " does not answer with a JSON list of " + list.field() + place,
                null,
                null);
    }
}
