package us.apolo.images;

import java.util.List;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Any text is a platform that is written the same, or is refused. */
class PlatformFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("linux/amd64", 0), FuzzInput.of("linux/arm/v7", 0), FuzzInput.of("windows/x_8-6/v.1", 0));
    }

    @Override
    protected List<String> words() {
        return List.of("linux", "/", "arm64", "v8", "-", "_", ".");
    }

    @Override
    protected void feed(FuzzInput input) {
        var text = input.anyText();
        try {
            var platform = Platform.parse(text);
            require(platform.toString().equals(text), "A platform is written as it was read");
            require(platform.matches(platform), "A platform is what it is");
        } catch (InvalidNameException e) {
            require(String.valueOf(e.getMessage()).length() < 10_000, "A message can be read by people");
        }
    }
}
