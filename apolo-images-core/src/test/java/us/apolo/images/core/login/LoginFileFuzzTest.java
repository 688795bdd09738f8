package us.apolo.images.core.login;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.engine.HostEnvironment;

/** Whatever a login file has in it, it is a login, none, or an error that tells no secret. */
class LoginFileFuzzTest extends FuzzTarget {
    private static final String SECRET = "one-secret";
    private static final String REGISTRY = "registry.example.org";
    private static final Path FILE = Path.of("/nowhere/config.json");

    private final LoginFile logins = new LoginFile(
            FILE,
            false,
            new HelperProgram(
                    new HostEnvironment(Map.of("PATH", "/nowhere"), Path.of("/nowhere"), false),
                    Duration.ofSeconds(1)));

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("{\"auths\":{\"" + REGISTRY + "\":{\"auth\":\"YWxpY2U6b25lLXNlY3JldA==\"}}}", 0),
                FuzzInput.of(
                        "{\"auths\":{\"https://" + REGISTRY + "/v1/\":{\"identitytoken\":\"" + SECRET + "\"}}}", 0),
                FuzzInput.of(
                        "{\"auths\":{\"https://index.docker.io/v1/\":{\"username\":\"a\",\"password\":\"" + SECRET
                                + "\"}},\"HttpHeaders\":{\"a\":[1]}}",
                        1),
                FuzzInput.of("{\"credHelpers\":{\"" + REGISTRY + "\":\"gcloud\"},\"credsStore\":\"desktop\"}", 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "\"auths\":",
                "\"auth\":",
                "\"username\":",
                "\"password\":",
                "\"identitytoken\":",
                "\"credHelpers\":",
                "\"credsStore\":",
                "\"" + REGISTRY + "\":",
                "https://",
                "/v1/",
                "index.docker.io",
                SECRET,
                "\"Og==\"",
                "\"YTo\"",
                "\"YQ\"",
                "\\u0000",
                "\\ud800",
                "null",
                "[[",
                "../",
                "\"a\":{},");
    }

    @Override
    protected int largest() {
        return 4 << 20;
    }

    @Override
    protected void feed(FuzzInput input) {
        var registry = input.one(REGISTRY, "registry-1.docker.io", "a");
        try {
            logins.credentials(input.content(), registry).ifPresent(LoginFileFuzzTest::requireHidden);
        } catch (CredentialsUnavailableException e) {
            var message = String.valueOf(e.getMessage());
            require(e.getCause() == null, "The words of a reader, who quotes, are not passed on");
            require(!message.contains(SECRET) || message.contains("docker-credential-"), "No secret is told");
            require(message.contains(FILE.toString()), "The error names the file");
        }
    }

    private static void requireHidden(Credentials credentials) {
        require(credentials.toString().equals("Credentials[***]"), "Nothing of a login is shown");
    }
}
