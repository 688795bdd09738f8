package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.Credentials;

class EngineWordsTest {
    private static String shown(String text) {
        return EngineWords.shown(text, Optional.empty());
    }

    @Test
    void aMessageIsOneLine() {
        assertThat(shown(" one\r\n\ttwo\u001b[31m \u202ethree\u0000 ")).isEqualTo("one two [31m three");
    }

    @Test
    void controlsAndLineEndsBeyondAsciiAreLeftOutToo() {
        assertThat(shown("one\u0085two\u009b31m three\u2028four\u00a0five")).isEqualTo("one two 31m three four five");
    }

    @Test
    @Timeout(30)
    void aMillionAddressesInAMessageAreShownAtOnce() {
        assertThat(shown("://".repeat(1_000_000))).startsWith("://://").endsWith("…");
    }

    @Test
    void aLongMessageIsCutBetweenCharacters() {
        assertThat(shown("\ud83d\udc33".repeat(600))).isEqualTo("\ud83d\udc33".repeat(500) + "…");
    }

    @Test
    void signaturesAndUsersInAddressesAreStruckOut() {
        assertThat(shown("Get \"https://me:topsecret@cdn.example/blob?Signature=abc&Expires=1\": i/o timeout"))
                .isEqualTo("Get \"https://***@cdn.example/blob?***\": i/o timeout");
    }

    @Test
    void aPasswordThatARegistryRepeatsIsStruckOut() {
        assertThat(EngineWords.shown("bad token topsecret, really", Optional.of(new Credentials("me", "topsecret"))))
                .isEqualTo("bad token ***, really");
    }

    @Test
    void credentialsThatACommandRepeatsAsTheyStandInItsConfigurationAreStruckOut() {
        assertThat(EngineWords.shown("invalid auth: bWU6c2Vj", Optional.of(new Credentials("me", "sec"))))
                .isEqualTo("invalid auth: ***");
    }

    @Test
    void theReasonIsThatOfTheFirstFailure() {
        assertThat(EngineWords.reason(
                        new RuntimeException(new RuntimeException(new IOException("Connection refused")))))
                .isEqualTo("Connection refused");
        assertThat(EngineWords.reason(new EOFException())).isEqualTo("EOFException");
        assertThat(EngineWords.reason(new IllegalStateException("odd"))).isEqualTo("odd");
        assertThat(EngineWords.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
