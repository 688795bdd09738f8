package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.testkit.TestImage;

/** {@code ls}. */
class LsCommandTest {
    private final TestProgram program = new TestProgram();

    LsCommandTest() {
        var image = TestImage.builder().build();
        for (var path :
                new String[] {"acme/ml/app", "acme/ml/base/cuda", "acme/research/app", "other/ml/tool", "stray"}) {
            program.put(path, "v1", image);
        }
    }

    @Test
    void listsTheCurrentProject() {
        assertThat(program.run("ls").out()).isEqualTo("image:app\nimage:base/cuda\n");
    }

    @Test
    void listsOtherProjectsByNamesThatCanBeReadBack() {
        assertThat(program.run("ls", "--project", "research").out()).isEqualTo("image:/research/app\n");
        assertThat(program.run("ls", "--all-projects").out())
                .isEqualTo("image:app\nimage:base/cuda\nimage:/research/app\n");
        assertThat(program.run("tags", "image:/research/app").out()).isEqualTo("v1\n");
    }

    @Test
    void listsOtherOrganizations() {
        assertThat(program.run("ls", "--org", "other").out()).isEqualTo("(registry.example.org/other/ml/tool)\n");
        assertThat(program.run("ls", "--all-orgs").out())
                .isEqualTo("image:app\nimage:base/cuda\n(registry.example.org/other/ml/tool)\n");
        assertThat(program.run("ls", "--all-orgs", "--all-projects").out())
                .contains("(registry.example.org/stray)\n", "image:/research/app\n");
    }

    @Test
    void anImageThatNoNameStandsForIsListedByWhatNoCommandTakes() {
        program.put("ml/app", "v2", TestImage.builder().build());

        assertThat(program.run("ls", "--all-orgs", "--full-uri").out())
                .contains("image://main/acme/ml/app\n", "(registry.example.org/ml/app)\n");
        assertThat(program.run("ls", "--all-orgs", "-l").out())
                .contains("(registry.example.org/ml/app)\tregistry.example.org/ml/app\n");
        assertThat(program.run("ls", "--all-orgs", "--json").out())
                .contains("{\"image\":null,\"cluster\":\"main\",\"org\":null,\"project\":\"ml\",\"name\":\"app\","
                        + "\"docker\":\"registry.example.org/ml/app\"}");
        assertThat(program.run("rm", "-f", "(registry.example.org/ml/app)").exitCode())
                .isEqualTo(65);
    }

    @Test
    void listsWhoseWholeNameMatches() {
        assertThat(program.run("ls", "-n", "base/.*").out()).isEqualTo("image:base/cuda\n");
        assertThat(program.run("ls", "--name", "ap").out()).isEmpty();
        var result = program.run("ls", "--name", "(");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--name wants a regular expression");
    }

    @Test
    void fullNamesLeaveNothingOut() {
        assertThat(program.run("ls", "--full-uri").out())
                .isEqualTo("image://main/acme/ml/app\nimage://main/acme/ml/base/cuda\n");
    }

    @Test
    void longListsHaveDockersNames() {
        assertThat(program.run("ls", "-l", "-n", "app").out())
                .isEqualTo("image:app\tregistry.example.org/acme/ml/app\n");
        program.isTerminal = true;
        assertThat(program.run("ls", "-l", "-n", "app").out())
                .isEqualTo("IMAGE      DOCKER NAME\nimage:app  registry.example.org/acme/ml/app\n");
    }

    @Test
    void aNarrowTerminalGetsALineForEachCell() {
        program.isTerminal = true;
        program.columns = 40;

        assertThat(program.run("ls", "-l", "-n", "app").out())
                .isEqualTo("image:app\n  registry.example.org/acme/ml/app\n");
    }

    @Test
    void headingsAreBoldWhereColoursAreWanted() {
        program.isTerminal = true;
        program.environment.put("TERM", "xterm");
        assertThat(program.run("ls", "-l").out()).startsWith("\u001b[1mIMAGE");

        program.environment.put("NO_COLOR", "1");
        assertThat(program.run("ls", "-l").out()).startsWith("IMAGE").doesNotContain("\u001b");
    }

    @Test
    void jsonHasAllParts() {
        assertThat(program.run("ls", "--json", "-n", "app").out())
                .isEqualTo("{\"images\":[{\"image\":\"image://main/acme/ml/app\",\"cluster\":\"main\",\"org\":\"acme\","
                        + "\"project\":\"ml\",\"name\":\"app\",\"docker\":\"registry.example.org/acme/ml/app\"}]}\n");
    }

    @Test
    void withoutACurrentProjectOneHasToBeNamed() {
        program.config = ApoloConfig.builder()
                .cluster("main", URI.create("https://" + TestProgram.HOST))
                .organization("acme")
                .build();

        assertThat(program.run("ls").exitCode()).isEqualTo(2);
        assertThat(program.run("ls").err()).contains("--project", "--all-projects");
        assertThat(program.run("ls", "--project", "ml", "-n", "app").out()).isEqualTo("image:/ml/app\n");
    }

    @Test
    void anUnknownClusterIsNoName() {
        assertThat(program.run("ls", "--cluster", "elsewhere").exitCode()).isEqualTo(65);
    }
}
