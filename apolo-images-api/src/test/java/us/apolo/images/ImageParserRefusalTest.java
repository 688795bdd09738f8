package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no name of an image, and what is said of it. */
class ImageParserRefusalTest {
    private static final ApoloConfig CONFIG = ApoloConfig.builder()
            .cluster("default", URI.create("https://registry.example.org"))
            .cluster("other", URI.create("http://localhost:5000/v2/"))
            .organization("acme")
            .project("ml")
            .build();

    private final ImageParser parser = new ImageParser(CONFIG);

    private void requireRefusal(String text, String reason) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.remoteImage(text))
                .withMessageContaining(reason)
                .satisfies(e -> assertThat(e.input()).isEqualTo(text));
    }

    @ParameterizedTest
    @CsvSource({
        "image:ubuntu%3F, its name is not made of",
        "image:%00, its name is not made of",
        "image:ubuntu%, without two hexadecimal digits",
        "image:ubuntu%4, without two hexadecimal digits",
        "image:ubuntu%4g, without two hexadecimal digits",
        "image:ubuntu%-1, without two hexadecimal digits",
        "image:ubuntu%４１, without two hexadecimal digits",
        "image:ubuntu%%41, without two hexadecimal digits",
        "image:%61%6, without two hexadecimal digits",
        "image:ubuntu%ff, not UTF-8",
        "image:/%C3/ubuntu, not UTF-8",
        "image:/%C3x%B6/ubuntu, not UTF-8",
        "image:/%ed%a0%80/ubuntu, not UTF-8",
        "image://%zz/p/ubuntu, without two hexadecimal digits",
        "image:/p%20q/ubuntu, 'the project ''p q'' has white space, a control character or one of the characters / :"
                + " @'",
        "image:/p%0aq/ubuntu, the project 'p\\u000aq' has white space",
    })
    void whatPercentEscapesHideIsRefused(String text, String reason) {
        requireRefusal(text, reason);
    }

    @Test
    void anEmptyNameIsRefused() {
        requireRefusal("", "it is empty");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.localImage(""))
                .withMessageContaining("it is empty");
    }

    @Test
    void aLeadingHyphenIsRefused() {
        requireRefusal("-ubuntu", "it starts with a hyphen");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.localImage("-ubuntu"))
                .withMessageContaining("it starts with a hyphen");
    }

    @ParameterizedTest
    @CsvSource({
        "image:ubuntu?, it has a question mark",
        "image:ubuntu?tag=v1, it has a question mark",
        "registry.example.org/p/ubuntu?, it has a question mark",
        "image:ubuntu#, it has a number sign",
        "image://default/p/ubuntu#f, it has a number sign",
        "registry.example.org/p/ubuntu#, it has a number sign",
        "image://somebody@default/p/ubuntu, it has a user",
        "image://@default/p/ubuntu, it has a user",
        "image://somebody:secret@default/p/ubuntu, it has a password",
        "image://:@default/p/ubuntu, it has a password",
        "image://default:443/p/ubuntu, it has a port",
        "image://default:/p/ubuntu, it has a port",
    })
    void partsOfAUrlThatAnImageLacksAreRefused(String text, String reason) {
        requireRefusal(text, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image:/",
                "image:/p",
                "image:/p/",
                "image://",
                "image:///",
                "image:////",
                "image:///p",
                "image:////p",
                "image://default",
                "image://default/",
                "image://default/p",
                "image://default/p/",
                "image://default/acme/p",
                "image://default/acme/p/",
                "image://unknown/p",
                "registry.example.org/",
                "registry.example.org/p",
                "registry.example.org/acme/p",
                "image:/p:v1",
            })
    void aNameThatEndsAtItsProjectIsRefused(String text) {
        requireRefusal(text, "no name is left behind the project");
    }

    @ParameterizedTest
    @CsvSource({
        "image:, it has no name",
        "image::v1, it has no name",
        ":v1, it has no name",
        "image:/p/:v1, no name is left behind the project",
        "quay.example.org:443/, it has no name",
        "quay.example.org:443/:v1, it has no name",
        "quay.example.org/, a part of its name is empty",
        "quay.example.org/:v1, a part of its name is empty",
        "/, a part of its name is empty",
        "//ubuntu, a part of its name is empty",
        "a//b, a part of its name is empty",
        "image:a//b, a part of its name is empty",
        "image:ubuntu/, a part of its name is empty",
        "image:%2Fubuntu/, no name is left behind the project",
        "image://default/acme//ubuntu, it has no project",
    })
    void emptyPartsAreRefused(String text, String reason) {
        requireRefusal(text, reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubuntu:", "image:ubuntu:", "image:/p/ubuntu:", "quay.example.org:443/ubuntu:", "a/b:"})
    void anEmptyTagIsRefused(String text) {
        requireRefusal(text, "its tag is empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ubuntu:v1:v2",
                "image:ubuntu:v1:v2",
                "image://default/p/ubuntu:v1:",
                "a/b::v1",
                "localhost:5000:v1"
            })
    void moreThanOneTagIsRefused(String text) {
        requireRefusal(text, "it has more than one tag");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubuntu:.v1", "ubuntu:-v1", "ubuntu:v 1", "ubuntu:ü", "image:ubuntu:v+1", "quay.io:1/a:é"})
    void aTagOutsideTheGrammarIsRefused(String text) {
        requireRefusal(text, "is not made of 1 to 128 letters, digits, underscores, dots and hyphens");
    }

    @Test
    void aTagHas128CharactersAtTheMost() {
        assertThat(parser.remoteImage("ubuntu:" + "x".repeat(128)).tag()).hasSize(128);
        requireRefusal("ubuntu:" + "x".repeat(129), "is not made of 1 to 128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ubuntu",
                "_a",
                "a_",
                "a.",
                ".a",
                "a..b",
                "a.-b",
                "a___b",
                "a_-b",
                "-a/b",
                "a/-b",
                "ü",
                "a b",
                "a/B",
                "a\0",
                "ubuntu:v1/2",
                "storage:a/b",
                "a/localhost:5000/b",
                "http://example.org/a",
                "host:99999/a",
                "host:x/a",
                "host:/a",
                "[::1/a",
                "[]/a",
                "-host:80/a",
                "host-.org:80/a",
                "\ud800",
                "ubuntu\n",
                "ubuntu@v1"
            })
    void aNameOutsideTheGrammarIsRefused(String text) {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> parser.remoteImage(text));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> parser.localImage(text));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> parser.remoteImage("image:" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"image://unknown/p/ubuntu", "image://Default/p/ubuntu:v1", "image://a%2Fb/acme/p/ubuntu"})
    void anUnknownClusterIsRefusedWithTheKnownOnes(String text) {
        requireRefusal(text, "there is no such cluster; the known ones are [default, other]");
    }

    @Test
    void aNameThatIsWrongInItselfIsNotBlamedOnItsCluster() {
        requireRefusal("image://unknown/p/_a", "of its name is not made of");
    }

    @Test
    void aPasswordIsNotShown() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.remoteImage("image://somebody:secret@default/p/ubuntu"))
                .withMessage("'image://***@default/p/ubuntu' is not valid: it has a password, which has no place in the"
                        + " name of an image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "somebody:secret@reg.host/ubuntu",
                "somebody:secret@reg.host",
                "https://somebody:secret@reg.host/ubuntu",
                "image:/somebody:secret@p/ubuntu",
                "secret@reg.host:443/ubuntu",
            })
    void aPasswordIsNotShownWhereverItStands(String text) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.remoteImage(text))
                .satisfies(e -> assertThat(e.getMessage()).contains("***@").doesNotContain("secret"));
    }
}
