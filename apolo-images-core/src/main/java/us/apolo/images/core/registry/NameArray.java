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
import us.apolo.images.core.http.WatchedInput;

/** The names in one page, read one by one while the page comes in, so that a page may have any size. */
final class NameArray {
    /** Some registries tell of each manifest before they come to the tags, with a few hundred bytes for each. */
    private static final long MAX_WITHOUT_NAMES = 64 << 20;

    /** What a registry may say of a list that it leaves out since it is empty. */
    private static final String REPOSITORY = "name";

    private final NameList list;
    private final NamelessLimit in;
    private @Nullable JsonParser parser;
    private boolean done;

    NameArray(InputStream in, NameList list) {
        this.in = new NamelessLimit(in);
        this.list = list;
    }

    /** The next name; null after the last one. */
    @Nullable String next() throws IOException {
        try {
            var json = parser();
            while (!done) {
                var token = json.nextToken();
                if (token == JsonToken.VALUE_STRING) {
                    in.named();
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

    /**
     * Stops behind the bracket that opens the array. Is done where there is null instead of it, or nothing at all; a
     * document about something else, such as an error, is no empty list.
     */
    private void goToArray(JsonParser json) {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw notAList("");
        }
        var isNull = false;
        var isOfSomethingElse = false;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var wanted = list.field().equals(json.currentName());
            isNull |= wanted;
            isOfSomethingElse |= !wanted && !REPOSITORY.equals(json.currentName());
            var value = json.nextToken();
            if (wanted && value == JsonToken.START_ARRAY) {
                return;
            }
            if (wanted && value != JsonToken.VALUE_NULL) {
                throw notAList("");
            }
            json.skipChildren();
        }
        if (isOfSomethingElse && !isNull) {
            throw notAList("");
        }
        done = true;
    }

    private RegistryProtocolException notAList(String place) {
        return new RegistryProtocolException(
                "The registry " + list.registry() + " does not answer with a JSON list of " + list.field() + place,
                null,
                null);
    }

    /** Gives up on a page that goes on and on without a name: some never end. */
    private final class NamelessLimit extends WatchedInput {
        private long count;

        NamelessLimit(InputStream in) {
            super(in);
        }

        void named() {
            count = 0;
        }

        @Override
        protected void passed(long bytes) {
            count += bytes;
            if (count > MAX_WITHOUT_NAMES) {
                throw notAList("");
            }
        }
    }
}
