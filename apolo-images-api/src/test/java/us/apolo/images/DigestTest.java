package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
    private static final String EMPTY = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void sha256HashesTheBytes() {
        assertThat(Digest.sha256(new byte[0])).hasToString(EMPTY);
        assertThat(Digest.sha256("a".getBytes(StandardCharsets.UTF_8))).isNotEqualTo(Digest.parse(EMPTY));
    }

    @Test
    void theTwoPartsAreRead() {
        var digest = Digest.parse(EMPTY);
        assertThat(digest.algorithm()).isEqualTo("sha256");
        assertThat(digest.encoded()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"blake3:AZaz09=_-", "sha256+b64:abc", "a.b_c-d:x", "multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3"})
    void otherAlgorithmsOfTheGrammarAreHeld(String text) {
        assertThat(Digest.parse(text)).hasToString(text);
    }

    @Test
    void sha512Has128Digits() {
        assertThat(Digest.parse("sha512:" + "a".repeat(128)).encoded()).hasSize(128);
        requireRefusal("sha512:" + "a".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "sha256",
                "sha256:",
                ":abc",
                "sha256:abc",
                "SHA256:abc",
                "sha256:a:b",
                "a++b:c",
                "+a:b",
                "a:b c",
                "a:b/c",
                "a:b\n",
                "latest"
            })
    void whatIsNoDigestIsRefused(String text) {
        requireRefusal(text);
    }

    @Test
    void hexadecimalDigitsAreInLowerCase() {
        requireRefusal("sha256:" + "A".repeat(64));
        requireRefusal("sha256:" + "g".repeat(64));
    }

    @Test
    void aHugeTextIsRefused() {
        requireRefusal("a-".repeat(1 << 19) + "a:b");
        requireRefusal("a:" + "b".repeat(1 << 20));
    }

    private static void requireRefusal(String text) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> Digest.parse(text))
                .withMessageContaining("it is not a digest");
    }
}
