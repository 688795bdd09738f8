package us.apolo.images.docker.cli;

import java.util.List;
import us.apolo.images.Digest;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Whatever line a command prints about an image, it is understood or none of its own. */
class ImageDetailsFuzzTest extends FuzzTarget {
    private static final String DIGEST = Digest.sha256(new byte[1]).toString();

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(DIGEST + " 1234 registry.example.org/app@" + DIGEST + " other@" + DIGEST, 0),
                FuzzInput.of(DIGEST.substring(7) + " 0", 0),
                FuzzInput.of(DIGEST + " 99999999999999999999 a", 0),
                FuzzInput.of(DIGEST + " 9223372036854775807 a b", 0));
    }

    @Override
    protected List<String> words() {
        return List.of(" ", "sha256:", DIGEST, "@", "1", "99999999999999999999", "a b ", "٣");
    }

    @Override
    protected void feed(FuzzInput input) {
        var text = input.anyText();
        ImageDetails.read(text).ifPresent(details -> {
            require(text.contains(details.id().encoded()), "The id was said");
            require(details.size() >= 0, "A size is not negative");
            require(details.repoDigests().stream().allMatch(text::contains), "The digests were said");
        });
    }
}
