package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.TestImage;

/** {@code push} and {@code pull}. */
class TransferCommandsTest {
    private final TestProgram program = new TestProgram();

    @Test
    void pushPrintsWhereTheImageWentAndShowsProgressBesideThat() {
        program.addLocal("app", "v1");

        var result = program.run("push", "app:v1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("image://main/acme/ml/app:v1\n");
        assertThat(result.err()).contains("app:v1 -> image://main/acme/ml/app:v1", "pushed");
        assertThat(program.closed).isEqualTo(1);
    }

    @Test
    void pushGoesWhereItIsToldTo() {
        var image = program.addLocal("app", "latest");

        var result = program.run("push", "app", "image:/research/deep/app:stable");

        assertThat(result.out()).isEqualTo("image://main/acme/research/deep/app:stable\n");
        assertThat(program.run("digest", "image:/research/deep/app:stable").out())
                .isEqualTo(image.digest() + "\n");
    }

    @Test
    void pushSaysItInJson() {
        program.addLocal("app", "v1");

        var result = program.run("push", "app:v1", "--json");

        assertThat(result.out())
                .isEqualTo("{\"local\":\"app:v1\",\"remote\":\"image://main/acme/ml/app:v1\","
                        + "\"docker\":\"registry.example.org/acme/ml/app:v1\"}\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void quietShowsNoProgress() {
        program.addLocal("app", "v1");

        var result = program.run("-q", "push", "app:v1");

        assertThat(result.out()).isEqualTo("image://main/acme/ml/app:v1\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void pullPrintsTheNameOnThisMachine() {
        program.put("acme/ml/app", "v1", TestImage.builder().build());

        var result = program.run("pull", "image:app:v1");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).isEqualTo("app:v1\n");
        assertThat(result.err()).contains("image://main/acme/ml/app:v1 -> app:v1");
        assertThat(program.store.names()).containsExactly(new LocalImage("app", "v1"));
    }

    @Test
    void pullGivesTheNameThatItIsTold() {
        program.put("acme/ml/app", "latest", TestImage.builder().build());

        var result = program.run("pull", "--json", "image:app", "mine:v2");

        assertThat(result.out()).isEqualTo("{\"remote\":\"image://main/acme/ml/app:latest\",\"local\":\"mine:v2\"}\n");
        assertThat(program.store.names()).containsExactly(new LocalImage("mine", "v2"));
    }

    @Test
    void anImageThatIsNotThereIsAnErrorOfItsOwn() {
        assertThat(program.run("push", "app:v1").exitCode()).isEqualTo(72);
        var result = program.run("pull", "image:app:v1");

        assertThat(result.exitCode()).isEqualTo(72);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("apolo-images: ", "app:v1");
        assertThat(program.closed).isEqualTo(2);
    }

    @Test
    void aTransferThatBreaksOffOrIsForbiddenIsAnErrorOfItsOwn() {
        program.addLocal("app", "v1");
        program.store.failNext(InMemoryStore.Operation.PUSH, new TransferFailedException("broken off", null, null));
        assertThat(program.run("push", "app:v1").exitCode()).isEqualTo(74);

        program.store.failNext(InMemoryStore.Operation.PUSH, new NotAuthorizedException("not yours", null, null));
        assertThat(program.run("push", "app:v1").exitCode()).isEqualTo(77);
    }

    @Test
    void aNameThatIsNoneIsRefusedBeforeAnythingMoves() {
        var result = program.run("push", "image:app:v1");

        assertThat(result.exitCode()).isEqualTo(65);
        assertThat(result.err()).startsWith("apolo-images: ").contains("image:app:v1");
    }

    @Test
    void whatIsInterruptedIsToldInOneWord() {
        program.isInterrupted = true;

        var result = program.run("push", "app:v1");

        assertThat(result.exitCode()).isEqualTo(130);
        assertThat(result.err()).endsWith("apolo-images: interrupted\n");
    }
}
