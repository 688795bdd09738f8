package us.apolo.images.core.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.core.http.Json;

/**
 * A login file: {@code credHelpers} for single registries, {@code credsStore} for all others, and {@code auths} with the
 * logins themselves where there is neither. It is read whenever it is asked, so that a change counts at once.
 */
public final class LoginFile {
    /** Larger than this is no login file. */
    private static final int MAX_SIZE = 4 << 20;

    private final Path file;
    private final boolean optional;
    private final HelperProgram helpers;

    /**
     * Names a file.
     *
     * @param file the file
     * @param optional whether it may be absent, which then is as good as a file without logins
     * @param helpers asks the helper programs that the file names
     */
    public LoginFile(Path file, boolean optional, HelperProgram helpers) {
        this.file = file;
        this.optional = optional;
        this.helpers = helpers;
    }

    /**
     * The login for a registry.
     *
     * @param registry the registry's authority
     * @return its credentials; empty if there are none
     * @throws CredentialsUnavailableException if the file cannot be read or understood, or a helper does not work
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted
     */
    public Optional<Credentials> credentials(String registry) {
        var content = read();
        if (content.isEmpty()) {
            return Optional.empty();
        }
        var logins = parse(content.get());
        var helper = member(logins, "credHelpers", registry).or(() -> store(logins));
        if (helper.isPresent()) {
            return helpers.get(name(helper.get()), RegistryKey.of(registry), file);
        }
        return member(logins, "auths", registry).flatMap(login -> login(login, registry));
    }

    private Optional<byte[]> read() {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw unusable("it is larger than " + MAX_SIZE + " bytes", null);
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException e) {
            if (optional) {
                return Optional.empty();
            }
            throw unusable("there is no such file", e);
        } catch (IOException e) {
            throw unusable("it cannot be read: " + e, e);
        }
    }

    private JsonNode parse(byte[] content) {
        try {
            var logins = Json.MAPPER.readTree(content);
            if (logins.isObject()) {
                return logins;
            }
        } catch (JacksonException e) {
            // Quotes the content, so it goes no further than the place where it is wrong.
            var place = e.getLocation();
            throw unusable("it is not JSON" + (place == null ? "" : " in line " + place.getLineNr()), null);
        }
        throw unusable("it is not a JSON object", null);
    }

    /** The value for a registry in one of the file's objects. */
    private Optional<JsonNode> member(JsonNode logins, String name, String registry) {
        var object = logins.path(name);
        if (object.isMissingNode() || object.isNull()) {
            return Optional.empty();
        }
        if (!object.isObject()) {
            throw unusable(name + " is not a JSON object", null);
        }
        return RegistryKey.find(List.copyOf(object.propertyNames()), registry).map(object::path);
    }

    private static Optional<JsonNode> store(JsonNode logins) {
        var store = logins.path("credsStore");
        return store.isMissingNode()
                        || store.isNull()
                        || (store.isString() && store.stringValue().isBlank())
                ? Optional.empty()
                : Optional.of(store);
    }

    private String name(JsonNode helper) {
        if (!helper.isString()) {
            throw unusable("the name of a credential helper is not a text", null);
        }
        return helper.stringValue();
    }

    private Optional<Credentials> login(JsonNode login, String registry) {
        if (!login.isObject()) {
            throw unusable("the login for " + registry + " is not a JSON object", null);
        }
        try {
            return text(login, "identitytoken")
                    .map(Credentials::identityToken)
                    .or(() -> text(login, "auth").map(LoginFile::decoded))
                    .or(() -> text(login, "username").map(name -> new Credentials(name, password(login))));
        } catch (IllegalArgumentException e) {
            // The cause may quote the login.
            throw unusable(
                    "the login for " + registry + " is neither base64 of a user name, a colon and a password nor"
                            + " has a username and a password",
                    null);
        }
    }

    /** Without one, it is no login: to ask with an empty one would only be refused. */
    private static String password(JsonNode login) {
        return text(login, "password").orElseThrow(() -> new IllegalArgumentException("no password"));
    }

    private static Optional<String> text(JsonNode login, String member) {
        return Optional.ofNullable(Json.text(login, member)).filter(text -> !text.isEmpty());
    }

    private static Credentials decoded(String auth) {
        var pair = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
        var colon = pair.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no colon");
        }
        // Old logins are filled up with null characters.
        return new Credentials(
                pair.substring(0, colon), pair.substring(colon + 1).replaceFirst("\0+$", ""));
    }

    private CredentialsUnavailableException unusable(String why, @Nullable Throwable cause) {
        return new CredentialsUnavailableException(
                "The login file " + file + " is of no use, since " + why + "; log in anew, or give another provider of"
                        + " credentials",
                cause);
    }

    /**
     * The file.
     *
     * @return its path alone
     */
    @Override
    public String toString() {
        return file.toString();
    }
}
