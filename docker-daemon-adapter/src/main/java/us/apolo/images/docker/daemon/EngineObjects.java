package us.apolo.images.docker.daemon;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.DockerObject;
import com.github.dockerjava.api.model.ResponseItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.Credentials;

/**
 * The engine's JSON, as docker-java's objects. docker-java says with Jackson's annotations how they are written, which
 * are the same for Jackson 2, which docker-java itself uses, and Jackson 3, which the core has already.
 */
final class EngineObjects {
    /** ASCII, since what is written goes into a header. What is not there is left out: so an empty login is empty. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(DockerObject.class, Rest.class)
            .addMixIn(InspectImageResponse.class, PartOfInspection.class)
            .build();

    private EngineObjects() {}

    /** docker-java keeps what it has no field for in this one, and leaves it to the reader to fill it. */
    private abstract static class Rest {
        @JsonAnySetter
        @SuppressWarnings("UnusedVariable") // Jackson looks at the annotation, and sets the field of docker-java
        @Nullable HashMap<String, Object> rawValues;
    }

    /** What is of use here. So no engine can do harm with a part that nobody reads. */
    @JsonIncludeProperties({"Id", "Size", "RepoDigests"})
    private abstract static class PartOfInspection {}

    /** What an engine says of an image. */
    static InspectImageResponse inspection(InputStream body) throws IOException {
        try {
            InspectImageResponse image = JSON.readValue(new PartialInput(body), InspectImageResponse.class);
            if (image == null) {
                throw new IOException("the engine says null where it should say what an image is");
            }
            return image;
        } catch (JacksonException e) {
            throw unreadable(e);
        }
    }

    /** What an engine says one object after the other. Waits for the first, and throws what {@link #unreadable} wants. */
    static MappingIterator<@Nullable ResponseItem> items(PartialInput body) {
        return JSON.readerFor(ResponseItem.class).readValues(body);
    }

    /**
     * Jackson wraps what it hears from the connection; here both are the same: the answer is of no use. Its own words go
     * no further, since they quote what cannot be read, and engines are told secrets.
     */
    static IOException unreadable(JacksonException failure) {
        return failure.getCause() instanceof IOException cause
                ? cause
                : new IOException("what the engine says cannot be read" + place(failure));
    }

    /** Where a text is not what it should be; empty if that is not known. */
    static String place(JacksonException failure) {
        var place = failure.getLocation();
        return place == null ? "" : " in line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    /** The words in an error body, {@code {"message": "…"}}; all of it if there are none. */
    static String message(String body) {
        try {
            var words = JSON.readTree(body).path("message").asString("");
            return words.isEmpty() ? body : words;
        } catch (JacksonException e) {
            // Not every proxy in front of an engine speaks JSON.
            return body;
        }
    }

    /**
     * Writes a login for a registry as a header has it. Without credentials it is an empty one, since engines refuse to
     * push with none at all.
     */
    static String login(Optional<Credentials> credentials, String registry) {
        var login = credentials
                .map(some -> login(some).withRegistryAddress(registry))
                .orElseGet(() -> new AuthConfig().withRegistryAddress(null));
        return Base64.getUrlEncoder()
                .encodeToString(JSON.writeValueAsString(login).getBytes(StandardCharsets.US_ASCII));
    }

    private static AuthConfig login(Credentials credentials) {
        return credentials.isIdentityToken()
                ? new AuthConfig().withIdentityToken(credentials.password())
                : new AuthConfig().withUsername(credentials.username()).withPassword(credentials.password());
    }
}
