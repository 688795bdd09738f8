package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.console.ByteCount;
import us.apolo.images.testkit.InMemoryRegistry.Operation;
import us.apolo.images.testkit.TestImage;

/** {@code digest}, {@code size} and {@code tags}. */
class QuestionCommandsTest {
    private final TestProgram program = new TestProgram();
    private final TestImage image = TestImage.builder().layers(3, 500_000).build();

    QuestionCommandsTest() {
        program.put("acme/ml/app", "v1", image);
        program.put("acme/ml/app", "v2", TestImage.builder().layers(1, 100).build());
    }

    @Test
    void digestIsOneLine() {
        assertThat(program.run("digest", "image:app:v1").out()).isEqualTo(image.digest() + "\n");
        assertThat(program.run("digest", "image:app:v1", "--json").out())
                .isEqualTo("{\"image\":\"image://main/acme/ml/app:v1\",\"digest\":\"" + image.digest() + "\"}\n");
    }

    @Test
    void aMissingTagMeansLatest() {
        program.put("acme/ml/app", "latest", image);

        assertThat(program.run("digest", "image:app").out()).isEqualTo(image.digest() + "\n");
        assertThat(program.run("size", "image:app").exitCode()).isZero();
    }

    @Test
    void sizeIsForPeopleAndExactInJson() {
        assertThat(program.run("size", "image:app:v1").out()).isEqualTo("1.5 MB\n");
        assertThat(program.run("size", "image:app:v1", "--json").out())
                .isEqualTo("{\"image\":\"image://main/acme/ml/app:v1\",\"size\":" + image.size() + "}\n");
    }

    @Test
    void tagsAreLines() {
        assertThat(program.run("tags", "image:app").out()).isEqualTo("v1\nv2\n");
        assertThat(program.run("tags", "image:app", "--json").out())
                .isEqualTo("{\"image\":\"image://main/acme/ml/app\","
                        + "\"tags\":[{\"name\":\"v1\"},{\"name\":\"v2\"}]}\n");
    }

    @Test
    void longTagsHaveSizes() {
        var sizeOfSecond =
                ByteCount.text(TestImage.builder().layers(1, 100).build().size());

        assertThat(program.run("tags", "-l", "image:app").out()).isEqualTo("v1\t1.5 MB\nv2\t" + sizeOfSecond + "\n");
        program.isTerminal = true;
        assertThat(program.run("tags", "-l", "image:app").out())
                .isEqualTo("TAG  SIZE\nv1   1.5 MB\nv2   " + sizeOfSecond + "\n");
        assertThat(program.run("tags", "-l", "image:app", "--json").out())
                .contains("{\"name\":\"v1\",\"size\":" + image.size() + "}");
    }

    @Test
    void aTagWithoutAnInfoHasItsErrorAndTheRestIsThere() {
        program.registry.failNext(Operation.MANIFEST, new RegistryProtocolException("torn", null, null));

        var result = program.run("tags", "-l", "image:app");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).contains("\t?\n");
        assertThat(result.err()).contains("torn");

        program.registry.failNext(Operation.MANIFEST, new RegistryProtocolException("torn", null, null));
        assertThat(program.run("tags", "-l", "image:app", "--json").out()).contains("\"error\":\"torn\"");
    }

    @Test
    void tagsWantANameWithoutATag() {
        assertThat(program.run("tags", "image:app:v1").exitCode()).isEqualTo(65);
    }

    @Test
    void whatTheRegistryFailsWithHasItsExitCode() {
        program.registry.failNext(Operation.DIGEST, new RegistryUnavailableException("gone", null, null));
        assertThat(program.run("digest", "image:app:v1").exitCode()).isEqualTo(125);

        program.registry.failNext(Operation.DIGEST, new RateLimitedException("slow down", null, null, null));
        assertThat(program.run("digest", "image:app:v1").exitCode()).isEqualTo(75);

        program.registry.failNext(Operation.DIGEST, new RegistryProtocolException("what?", null, null));
        assertThat(program.run("digest", "image:app:v1").exitCode()).isEqualTo(76);
    }

    @Test
    void whatIsNotThereIsNamedAsTheUserDoes() {
        assertThat(program.run("digest", "image:nowhere:v1").err())
                .startsWith("apolo-images: The image image://main/acme/ml/nowhere:v1 is not in the registry ")
                .contains("[MANIFEST_UNKNOWN]")
                .doesNotContain("{", "\"");
        assertThat(program.run("tags", "image:nowhere").err())
                .startsWith("apolo-images: The image image://main/acme/ml/nowhere is not in ");
        assertThat(program.run("digest", "localhost:5000/nowhere:v1").err())
                .startsWith("apolo-images: The image localhost:5000/nowhere:v1 is not in ");
    }

    @Test
    void anErrorIsJsonWhereTheResultWouldBe() {
        var result = program.run("digest", "image:nowhere:v1", "--json");

        assertThat(result.exitCode()).isEqualTo(72);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("{\"error\":{\"kind\":\"not-found\",\"message\":\"")
                .endsWith("\",\"exitCode\":72}}\n");
    }

    @Test
    void whatATerminalWouldObeyIsTakenOutOfErrors() {
        program.registry.failNext(
                Operation.DIGEST, new RegistryUnavailableException("gone\u001b[2J\nfor \u202egood", null, null));

        assertThat(program.run("digest", "image:app:v1").err()).isEqualTo("apolo-images: gone[2J for good\n");
    }
}
