package us.apolo.images.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.login.LoginFolder.REGISTRY;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.core.http.Json;

class LoginPropertiesTest {
    private static LoginFolder folder = new LoginFolder(Path.of(""));

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = new LoginFolder(Files.createTempDirectory("logins"));
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        Files.deleteIfExists(folder.file());
        Files.delete(folder.path());
    }

    @Provide
    Arbitrary<String> printable() {
        return Arbitraries.strings().all().ofMaxLength(20).map(text -> text.replaceAll("[\\p{Cc}\\p{Cs}:]", "_"));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadAsItWasMeant(
            @ForAll("printable") String username, @ForAll("printable") String password, @ForAll boolean open)
            throws IOException {
        var auth = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
        var object = Json.MAPPER.createObjectNode();
        var login = object.putObject("auths").putObject("https://" + REGISTRY + "/v1/");
        if (open) {
            login.put("username", username).put("password", password);
        } else {
            login.put("auth", auth);
        }
        folder.write(object.toString());

        if (open && username.isEmpty()) {
            assertThat(folder.logins().credentials(REGISTRY)).isEmpty();
        } else if (open && password.isEmpty()) {
            assertThatThrownBy(() -> folder.logins().credentials(REGISTRY))
                    .isInstanceOf(CredentialsUnavailableException.class);
        } else {
            assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials(username, password));
        }
    }

    /** Things that look like login files, more or less. */
    @Provide
    Arbitrary<String> files() {
        var names = Arbitraries.of("auths", REGISTRY, "auth", "username", "password", "identitytoken", "https://x/v1/");
        var leaves = Arbitraries.of(
                "null",
                "1",
                "true",
                "\"\"",
                "\"YTpi\"",
                "\"%%%\"",
                "\"a\\u0000\"",
                "\"\\ud800\"",
                "[]",
                "{}",
                "\"Og==\"");
        var inner = Combinators.combine(names, leaves).as((name, leaf) -> "\"" + name + "\":" + leaf);
        var logins = inner.list().ofMaxSize(3).map(list -> "{" + String.join(",", list) + "}");
        var login = Combinators.combine(names, Arbitraries.oneOf(logins, leaves))
                .as((name, value) -> "{\"" + name + "\":" + value + "}");
        var whole = Combinators.combine(names, Arbitraries.oneOf(login, leaves), Arbitraries.of("", ",", "}", "x"))
                .as((name, value, rest) -> "{\"" + name + "\":" + value + "}" + rest);
        var pieces = Arbitraries.of("{", "}", "\"", ":", ",", "auths", "[", "]", "\\", "1e9", "auth", " ", "\n");
        return Arbitraries.oneOf(
                whole,
                pieces.list().ofMaxSize(20).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(50));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whateverComesIsALoginOrNoneOrATypedError(@ForAll("files") String content) throws IOException {
        Files.write(folder.file(), content.getBytes(StandardCharsets.UTF_8));
        for (var registry : List.of(REGISTRY, "x", "registry-1.docker.io")) {
            try {
                assertThat(folder.logins().credentials(registry)).isNotNull();
            } catch (CredentialsUnavailableException e) {
                assertThat(e).hasMessageContaining(folder.file().toString());
            }
        }
    }
}
