package us.apolo.images.login;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import us.apolo.images.ImagesException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Whatever a login, a job's variable, a settings file or the platform says, it is that, or an error that tells no secret. */
class LoginTextsFuzzTest extends FuzzTarget {
    private static final String SECRET = "one-secret";
    private static final Path FILE = Path.of("/nowhere/.apolo.toml");

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(PlayedPlatform.CONFIG, 0),
                FuzzInput.of(
                        "{\"token\":\"" + SECRET + "\",\"cluster\":\"north\",\"url\":\"https://api.example.org\","
                                + "\"org_name\":\"acme\",\"project_name\":null}",
                        1),
                FuzzInput.of("[job]\nproject-name = \"ml\"\ncluster-name = 'north' # " + SECRET, 2),
                FuzzInput.of(
                        "[{\"name\":\"north\",\"registry_url\":\"https://registry.example.org:5000/a\",\"orgs\":[\"a\"]}]",
                        3),
                FuzzInput.of("{\"identity\":\"alice\",\"https://platform.neuromation.io/user\":1}", 4));
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
                "'''",
                "\"\"\"",
                "=",
                "#",
                "\n",
                "[job]",
                "[[job]]",
                "job.",
                "null",
                "true",
                "1e999",
                "\"name\":",
                "\"registry_url\":",
                "\"clusters\":",
                "\"orgs\":",
                "\"identity\":",
                "https://",
                "http://127.0.0.1",
                "[::1]",
                ":99999",
                "@",
                "\\u0000",
                "\\ud800",
                SECRET,
                "[[",
                "{a=",
                "inf");
    }

    @Override
    protected void feed(FuzzInput input) {
        var kind = input.choice(5);
        var content = input.content();
        try {
            switch (kind) {
                case 0 -> platformAnswers(content);
                case 1 -> PassedConfig.login("PASSED", Base64.getEncoder().encodeToString(content));
                case 2 -> ProjectSettings.names(FILE, content);
                case 3 -> fileHas(new String(content, StandardCharsets.UTF_8));
                default -> AccountName.forBasic("a." + Base64.getUrlEncoder().encodeToString(content) + ".b");
            }
        } catch (ImagesException | IllegalArgumentException e) {
            require(
                    e.getCause() == null || kind == 0 || kind == 3,
                    "The words of a reader, who quotes, are not passed on");
            require(kind > 2 || !String.valueOf(e.getMessage()).contains(SECRET), "No secret is told");
        }
    }

    private static void platformAnswers(byte[] content) {
        var transport = new PlayedPlatform().answering(200, new String(content, StandardCharsets.UTF_8));
        var login = new TokenLogin("it", "help", URI.create("https://a.example.org"), SECRET, CurrentNames.NONE);
        login.config(transport);
        login.known(transport).credentials("registry.example.org");
    }

    private static void fileHas(String clusters) {
        var login = new LoginRow(Map.of("token", SECRET, "clusters", clusters, "projects", clusters)).login();
        login.credentials("registry.example.org:5000");
        login.platform().config(login.platform().completed(login.current()), "it");
    }
}
