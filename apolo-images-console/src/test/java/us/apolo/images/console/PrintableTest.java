package us.apolo.images.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {
    @Test
    void escapeSequencesLoseTheirEscape() {
        assertThat(Printable.of("a\u001b[2Jb\u009b31mc\u0007d\u007fe\u0000f")).isEqualTo("a[2Jb31mcdef");
    }

    @Test
    void lineEndsAndTabsBecomeSpaces() {
        assertThat(Printable.of("\none\r\ntwo\tthree\u2028four\n")).isEqualTo("one  two three four");
    }

    @Test
    void invisibleCharactersGo() {
        assertThat(Printable.of("a\u202eb\u200bc\ufeffd\ud800e")).isEqualTo("abcde");
    }

    @Test
    void otherScriptsStay() {
        assertThat(Printable.of("слой 层 🐳")).isEqualTo("слой 层 🐳");
    }

    @Test
    void veryLongTextIsCut() {
        assertThat(Printable.of("x".repeat(100_000))).hasSize(500);
    }

    @ParameterizedTest
    @CsvSource({
        "a1b2c3d4e5f6, a1b2c3d4e5f6",
        "sha256:a1b2c3d4e5f60718293a, a1b2c3d4e5f6",
        "short, short",
        "sha256:, ?",
        "'', ?",
    })
    void anIdIsCutToTwelveCharacters(String id, String shortId) {
        assertThat(Printable.shortId(id)).isEqualTo(shortId);
    }
}
