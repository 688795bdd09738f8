package us.apolo.images;

import java.util.List;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Any text is a digest that is written the same, or is refused. */
class DigestFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("sha256:" + "0123456789abcdef".repeat(4), 0),
                FuzzInput.of("sha512:" + "0123456789abcdef".repeat(8), 0),
                FuzzInput.of("multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8", 0),
                FuzzInput.of("a.b_c-d:A=_-", 0));
    }

    @Override
    protected List<String> words() {
        return List.of("sha256:", "sha512:", "+", ".", "_", "-", "=", ":", "0123456789abcdef", "F");
    }

    @Override
    protected void feed(FuzzInput input) {
        var text = input.anyText();
        try {
            require(Digest.parse(text).toString().equals(text), "A digest is written as it was read");
        } catch (InvalidNameException e) {
            require(e.input().equals(text), "The error has what was refused");
        }
    }
}
