package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A megabyte of anything is read or refused in a time that grows with its length alone. */
class HugeNamesTest {
    private static final int MEGABYTE = 1 << 20;
    /** Quadratic work would take minutes. */
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final ImageParser parser = new ImageParser(ApoloConfig.builder()
            .cluster("default", URI.create("https://registry.example.org"))
            .organization("acme")
            .project("ml")
            .build());

    @Test
    void aHugeNameInTheGrammarIsRead() {
        var name = "a/".repeat(MEGABYTE / 4) + "b-".repeat(MEGABYTE / 4) + "c";
        assertTimeoutPreemptively(LIMIT, () -> {
            assertThat(parser.localImage(name).name()).isEqualTo(name);
            assertThat(parser.remoteImage("image:" + name + ":v1").name()).isEqualTo(name);
            assertThat(parser.remoteImage("quay.example.org:443/" + name).name())
                    .isEqualTo(name);
            assertThat(parser.toRemote(parser.localImage(name)).toString()).endsWith(name + ":latest");
        });
    }

    @Test
    void hugeEscapesAreDecoded() {
        assertTimeoutPreemptively(
                LIMIT,
                () -> assertThat(parser.remoteImage("image:" + "%61".repeat(MEGABYTE / 3))
                                .name())
                        .isEqualTo("a".repeat(MEGABYTE / 3)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                ":",
                "@",
                "%",
                "-",
                "_",
                ".",
                "?",
                "#",
                "[",
                "]",
                "\0",
                "\ud800",
                "\udc00",
                "😀",
                "a:",
                "a@",
                "/:",
                "%41",
                "%ff",
                "%4",
                "//a",
                "a__",
                "a..",
                "[:",
                "image:",
                "image:/",
                "image://",
                "a/:",
                "' "
            })
    void hugeNonsenseIsRefused(String piece) {
        var text = piece.repeat(MEGABYTE / piece.length());
        assertTimeoutPreemptively(LIMIT, () -> {
            requireRefusal(text);
            requireRefusal("image:" + text);
            requireRefusal("image://unknown" + text + "/p/ubuntu");
            requireRefusal("image://default/" + text);
            requireRefusal("registry.example.org/" + text);
            requireRefusal("quay.example.org:443/" + text);
            requireRefusal("[" + text + "]:443/ubuntu/");
            requireRefusal("ubuntu:" + text);
        });
    }

    private void requireRefusal(String text) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.remoteImage(text))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(10_000));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> parser.localImage(text));
    }
}
