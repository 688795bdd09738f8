package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;

class TagDeletionTest extends RegistryTest {
    private boolean delete() {
        return registry().deleteTag(REPOSITORY, "v1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 204})
    void aTagIsDeletedByItsName(int status) {
        transport.answers(Answer.status(status));

        assertThat(delete()).isTrue();

        assertThat(transport.lines()).containsExactly("DELETE " + MANIFEST_URL);
    }

    @Test
    void debiansRegistryWantsADigest() {
        transport.answers(Answer.status(400).body("""
                {"errors": [{"code": "DIGEST_INVALID", "message": "provided digest did not match uploaded content"}]}"""));

        assertThat(delete()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 501})
    void aRegistryMayKnowNoSuchDeletion(int status) {
        transport.answers(Answer.status(status));

        assertThat(delete()).isFalse();
    }

    @Test
    void aTagThatIsThereAndIsNotFoundCannotBeDeleted() {
        transport.answers(
                Answer.status(404), Answer.status(200).with("Docker-Content-Digest", "sha256:" + "0".repeat(64)));

        assertThat(delete()).isFalse();

        assertThat(transport.lines()).containsExactly("DELETE " + MANIFEST_URL, "HEAD " + MANIFEST_URL);
    }

    @Test
    void aTagThatIsNotThereIsNotFound() {
        transport.answers(Answer.status(404), Answer.status(404), Answer.status(404));

        assertThatThrownBy(this::delete).isInstanceOf(ImageNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {409, 412})
    void aTagThatMayNotChangeIsARefusalOfThatTag(int status) {
        transport.answers(Answer.status(status));

        assertThatThrownBy(this::delete)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining(Integer.toString(status));
    }

    @Test
    void whatSaysNothingOfTheRegistrysAbilitiesIsAnError() {
        transport.answers(Answer.status(403), Answer.status(503));

        assertThatThrownBy(this::delete).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(this::delete).isInstanceOf(RegistryUnavailableException.class);
    }
}
