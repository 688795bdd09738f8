package us.apolo.images.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.login.LoginFolder.REGISTRY;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;

class LoginFileTest {
    @TempDir
    Path path = Path.of("");

    private LoginFolder folder = new LoginFolder(path);

    @BeforeEach
    void findFolder() {
        folder = new LoginFolder(path);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void login(String key, String members) throws IOException {
        folder.write("{\"auths\": {\"other.example.org\": {\"auth\": \"" + encoded("other:x") + "\"}, \"" + key
                + "\": {" + members + "}}, \"HttpHeaders\": {}, \"credHelpers\": null, \"credsStore\": \"\"}");
    }

    private static String toldBy(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private void assertUnusable(String why) {
        assertThatThrownBy(() -> folder.logins().credentials(REGISTRY))
                .isInstanceOf(CredentialsUnavailableException.class)
                .hasMessageContainingAll("The login file " + folder.file() + " is of no use", why)
                .satisfies(e -> assertThat(toldBy(e)).doesNotContain("canary", encoded("canary")));
    }

    @Test
    void aLoginIsBase64OfNameAndPassword() throws IOException {
        login(REGISTRY, "\"auth\": \"" + encoded("größe:pass:word") + "\", \"email\": \"x\"");
        assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials("größe", "pass:word"));
        assertThat(folder.logins().credentials("other.example.org")).contains(new Credentials("other", "x"));
        assertThat(folder.logins().credentials("third.example.org")).isEmpty();
    }

    @Test
    void oldLoginsAreFilledUp() throws IOException {
        login(REGISTRY, "\"auth\": \"" + encoded("alice:secret\0\0") + "\"");
        assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials("alice", "secret"));
    }

    @Test
    void nameAndPasswordMayStandThereOpenly() throws IOException {
        login(REGISTRY, "\"username\": \"alice\", \"password\": \"secret\"");
        assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials("alice", "secret"));
    }

    @Test
    void aNameWithoutAPasswordIsNoLogin() throws IOException {
        login(REGISTRY, "\"username\": \"alice\"");
        assertUnusable("nor has a username and a password");
        login(REGISTRY, "\"username\": \"alice\", \"password\": \"\"");
        assertUnusable("nor has a username and a password");
    }

    @Test
    void anIdentityTokenStandsInPlaceOfThePassword() throws IOException {
        login(REGISTRY, "\"auth\": \"" + encoded("<token>:") + "\", \"identitytoken\": \"identity\"");
        assertThat(folder.logins().credentials(REGISTRY)).contains(Credentials.identityToken("identity"));
    }

    @Test
    void anEmptyLoginIsNone() throws IOException {
        login(REGISTRY, "");
        assertThat(folder.logins().credentials(REGISTRY)).isEmpty();
        login(REGISTRY, "\"auth\": \"\"");
        assertThat(folder.logins().credentials(REGISTRY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.org, registry.example.org",
        "https://registry.example.org, registry.example.org",
        "https://registry.example.org/v1/, registry.example.org",
        "http://registry.example.org/v2/, REGISTRY.example.org",
        "Registry.Example.org/, registry.example.org",
        "registry.example.org:5000, registry.example.org:5000",
        "https://registry.example.org:5000/x, registry.example.org:5000",
        "https://index.docker.io/v1/, registry-1.docker.io",
        "https://index.docker.io/v1/, docker.io",
        "index.docker.io, registry-1.docker.io",
        "docker.io, registry-1.docker.io",
        "registry-1.docker.io, registry-1.docker.io"
    })
    void registriesHaveManyNames(String key, String registry) throws IOException {
        login(key, "\"auth\": \"" + encoded("alice:secret") + "\"");
        assertThat(folder.logins().credentials(registry)).contains(new Credentials("alice", "secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.org, registry.example.org:5000",
        "registry.example.org:5000, registry.example.org",
        "registry.example.org.evil.example, registry.example.org",
        "evil.example/registry.example.org, registry.example.org",
        "https://index.docker.io/v1/, index.docker.io.evil.example",
        "docker.io, auth.docker.io"
    })
    void otherRegistriesGetNothing(String key, String registry) throws IOException {
        login(key, "\"auth\": \"" + encoded("alice:secret") + "\"");
        assertThat(folder.logins().credentials(registry)).isEmpty();
    }

    @Test
    void theExactNameCountsBeforeOthersAndShortOnesBeforeLong() throws IOException {
        folder.write("{\"auths\": {\"registry.example.org/team\": {\"username\": \"team\", \"password\": \"x\"},"
                + " \"https://registry.example.org\": {\"username\": \"scheme\", \"password\": \"x\"},"
                + " \"docker.io\": {\"username\": \"short\", \"password\": \"x\"},"
                + " \"https://index.docker.io/v1/\": {\"username\": \"exact\", \"password\": \"x\"}}}");
        assertThat(folder.logins().credentials(REGISTRY)).contains(new Credentials("team", "x"));
        assertThat(folder.logins().credentials("registry-1.docker.io")).contains(new Credentials("exact", "x"));
    }

    @Test
    void aNewLoginCountsAtOnce() throws IOException {
        var logins = folder.logins();
        login(REGISTRY, "\"username\": \"first\", \"password\": \"x\"");
        assertThat(logins.credentials(REGISTRY)).contains(new Credentials("first", "x"));
        login(REGISTRY, "\"username\": \"other\", \"password\": \"x\"");
        assertThat(logins.credentials(REGISTRY)).contains(new Credentials("other", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"auths\": {}}", "{\"auths\": null}", "{\"unknown\": [1]}"})
    void aFileWithoutLoginsHasNone(String content) throws IOException {
        folder.write(content);
        assertThat(folder.logins().credentials(REGISTRY)).isEmpty();
    }

    @Test
    void aFileMayBeAbsentIfThatIsSaid() {
        assertUnusable("there is no such file");
        var helpers = new HelperProgram(folder.environment(), Duration.ofSeconds(1));
        assertThat(new LoginFile(folder.file(), true, helpers).credentials(REGISTRY))
                .isEmpty();
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(folder.file());
        assertUnusable("it cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "canary", "{\"auths\": canary}", "{\"auths\": {\"canary", "{\"canary\": \"\\x\"}"})
    void whatIsNoJsonIsOfNoUse(String content) throws IOException {
        folder.write(content);
        assertUnusable("it is not ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"canary\"]                                                     | it is not a JSON object",
                "\"canary\"                                                       | it is not a JSON object",
                "{\"auths\": [\"canary\"]}                                        | auths is not a JSON object",
                "{\"auths\": \"canary\"}                                          | auths is not a JSON object",
                "{\"credHelpers\": \"canary\"}                                    | credHelpers is not a JSON object",
                "{\"credsStore\": [\"canary\"]}                                   | the name of a credential helper is not a text",
                "{\"credHelpers\": {\"registry.example.org\": [\"canary\"]}}      | the name of a credential helper is not a text",
                "{\"auths\": {\"registry.example.org\": \"canary\"}}              | the login for registry.example.org",
                "{\"auths\": {\"registry.example.org\": {\"auth\": \"canary!\"}}} | the login for registry.example.org",
                "{\"auths\": {\"registry.example.org\": {\"auth\": \"Y2FuYXJ5\"}}} | the login for registry.example.org",
                "{\"auths\": {\"registry.example.org\": {\"username\": \"can:ary\"}}} | the login for registry.example.org",
                "{\"auths\": {\"registry.example.org\": {\"identitytoken\": \"canary\\n\"}}} | the login for registry.example.org"
            })
    void whatHasAnotherShapeIsOfNoUse(String content, String why) throws IOException {
        folder.write(content);
        assertUnusable(why);
    }

    @Test
    void aHugeFileIsOfNoUse() throws IOException {
        folder.write("{\"auths\": {}}" + " ".repeat(5 << 20));
        assertUnusable("it is larger than");
        folder.write("[".repeat(1 << 20));
        assertUnusable("it is not JSON");
    }
}
