package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;

class ClosingWordTest {
    private static final Digest DIGEST = Digest.sha256(new byte[] {1});

    private final ClosingWord push = new ClosingWord(Direction.PUSH, "v1");
    private final ClosingWord pull = new ClosingWord(Direction.PULL, "v1");

    @Test
    void aPushIsDoneWhenItsTagHasADigest() {
        push.hear("ab", "Pushed");
        assertThat(push.digest()).isEmpty();
        push.hear("", "v1: digest: " + DIGEST + " size: 944");
        assertThat(push.digest()).contains(DIGEST);
    }

    @Test
    void theTagMayBeAnId() {
        push.hear("v1", "digest: " + DIGEST + " size: 944");
        assertThat(push.digest()).contains(DIGEST);
    }

    @Test
    void anotherTagSaysNothing() {
        push.hear("", "v2: digest: " + DIGEST + " size: 944");
        push.hear("v2", "digest: " + DIGEST + " size: 944");
        assertThat(push.digest()).isEmpty();
    }

    @Test
    void aPullIsDoneAfterTwoLines() {
        pull.hear("", "Digest: " + DIGEST);
        assertThat(pull.digest()).isEmpty();
        pull.hear("", "Status: Downloaded newer image for app:v1");
        assertThat(pull.digest()).contains(DIGEST);
    }

    @Test
    void aStatusWithoutADigestSaysNothing() {
        pull.hear("", "Status: Downloaded newer image for app:v1");
        pull.hear("", "Digest: nonsense");
        assertThat(pull.digest()).isEmpty();
    }

    @Test
    void podmansLastWordIsAnImage() {
        pull.hear("aa", "Download complete");
        pull.hear("bb", "Pulling fs layer");
        assertThat(pull.podmansImage()).isEmpty();
        pull.hear("bb", "Download complete");
        assertThat(pull.podmansImage()).contains("bb");
        push.hear("bb", "Download complete");
        assertThat(push.podmansImage()).isEmpty();
    }
}
