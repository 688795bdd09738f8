package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import us.apolo.images.DigestInUseException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.testkit.InMemoryRegistry.Operation;
import us.apolo.images.testkit.TestImage;

/** {@code rm}. */
class RmCommandTest {
    private final TestProgram program = new TestProgram();
    private final TestImage shared = TestImage.builder().layers(1, 200).build();
    private final TestImage other = TestImage.builder().layers(1, 300).build();

    RmCommandTest() {
        program.put("acme/ml/app", "v1", shared);
        program.put("acme/ml/app", "stable", shared);
        program.put("acme/ml/app", "old", other);
    }

    private String tags() {
        return program.run("tags", "image:app").out();
    }

    @Test
    void deletesAnImageWithOneTag() {
        assertThat(program.run("rm", "image:app:old").out())
                .isEqualTo("image://main/acme/ml/app:old " + other.digest() + "\n");
        assertThat(tags()).isEqualTo("stable\nv1\n");
    }

    @Test
    void refusesWhereOtherTagsWouldGo() {
        var result = program.run("rm", "image:app:v1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("is also stable", "-f");
        assertThat(tags()).isEqualTo("old\nstable\nv1\n");
    }

    @Test
    void deletesAllTagsOfTheImageIfToldTo() {
        assertThat(program.run("rm", "-f", "image:app:v1", "--json").out())
                .isEqualTo("{\"deleted\":[{\"image\":\"image://main/acme/ml/app:v1\",\"digest\":\"" + shared.digest()
                        + "\"},{\"image\":\"image://main/acme/ml/app:stable\",\"digest\":\"" + shared.digest()
                        + "\"}]}\n");
        assertThat(tags()).isEqualTo("old\n");
    }

    @Test
    void deletesTheTagAloneIfToldTo() {
        assertThat(program.run("rm", "--only-tag", "image:app:v1").exitCode()).isZero();
        assertThat(tags()).isEqualTo("old\nstable\n");
    }

    @Test
    void aTagThatCannotGoAloneIsRefusedWithAWayOut() {
        program.registry.failNext(
                Operation.DELETE_TAG,
                new DigestInUseException("app", shared.digest(), List.of("stable"), List.of(), null, null));

        var result = program.run("rm", "--only-tag", "image:app:v1");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("is also stable", "leave --only-tag out and write -f to delete all of them")
                .doesNotContain("Write -f");
    }

    @Test
    void aRepositoryWithoutTagsHasNothingToDelete() {
        program.run("rm", "-f", "image:app");

        var result = program.run("rm", "-f", "image:app");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("image://main/acme/ml/app has no tags");
    }

    @Test
    void aNameWithoutATagMeansAllAndHasToBeMeant() {
        assertThat(program.run("rm", "image:app").exitCode()).isEqualTo(2);
        assertThat(tags()).isEqualTo("old\nstable\nv1\n");

        var result = program.run("rm", "-f", "image:app");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .isEqualTo("image://main/acme/ml/app:old " + other.digest() + "\nimage://main/acme/ml/app:stable "
                        + shared.digest() + "\nimage://main/acme/ml/app:v1 " + shared.digest() + "\n");
        assertThat(program.run("digest", "image:app:v1").exitCode()).isEqualTo(72);
        assertThat(program.run("digest", "image:app:old").exitCode()).isEqualTo(72);
    }

    @Test
    void contradictionsAreRefused() {
        assertThat(program.run("rm", "-f", "--only-tag", "image:app:v1").exitCode())
                .isEqualTo(2);
        assertThat(tags()).isEqualTo("old\nstable\nv1\n");
    }

    @Test
    void whatIsGoneIsToldWhenTheNextOneFails() {
        var result = program.run("rm", "image:app:old", "image:nowhere:v1");

        assertThat(result.exitCode()).isEqualTo(72);
        assertThat(result.out()).startsWith("image://main/acme/ml/app:old ");
    }

    @Test
    void nothingIsDeletedIfTheOtherTagsCannotBeLookedAt() {
        program.registry.failNext(Operation.TAGS, new RegistryUnavailableException("gone", null, null));

        assertThat(program.run("rm", "image:app:old").exitCode()).isEqualTo(125);
        assertThat(tags()).isEqualTo("old\nstable\nv1\n");
    }

    @Test
    void aNameThatIsNoneKeepsAllFromBeingDeleted() {
        assertThat(program.run("rm", "image:app:old", "image:UPPER:v1").exitCode())
                .isEqualTo(65);
        assertThat(tags()).isEqualTo("old\nstable\nv1\n");
    }
}
