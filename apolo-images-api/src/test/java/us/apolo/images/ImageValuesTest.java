package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageValuesTest {
    private static final RemoteImage PLATFORM =
            RemoteImage.newPlatformImage("team/app", "registry.example.org", "ml", "default", "acme", "v1");

    private static void requireRefusal(Runnable creation, String reason) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(creation::run)
                .withMessageContaining(reason);
    }

    @Test
    void aTagHasANameInTheGrammarAndASizeThatIsNotNegative() {
        assertThat(new Tag("v1", 0).size()).isZero();
        assertThat(new Tag("v1", Long.MAX_VALUE).name()).isEqualTo("v1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Tag("v1", -1)).withMessageContaining("-1");
        requireRefusal(() -> new Tag("a b", 1), "the tag 'a b'");
    }

    @Test
    void aLocalImageIsWrittenWithItsTagIfItHasOne() {
        assertThat(new LocalImage("localhost:5000/a", null)).hasToString("localhost:5000/a");
        assertThat(new LocalImage("a", null).withTag("v1")).hasToString("a:v1");
    }

    @Test
    void aLocalImageIsInTheGrammar() {
        requireRefusal(() -> new LocalImage("", null), "it has no name");
        requireRefusal(() -> new LocalImage("a:v1", null), "the part 'a:v1' of its name");
        requireRefusal(() -> new LocalImage("a", "v:1"), "the tag 'v:1'");
        requireRefusal(() -> new LocalImage("a", "v1").withTag(""), "the tag ''");
    }

    @Test
    void aPlatformImageIsWrittenInEveryForm() {
        assertThat(PLATFORM).hasToString("image://default/acme/ml/team/app:v1");
        assertThat(PLATFORM.asDockerUrl()).isEqualTo("registry.example.org/acme/ml/team/app:v1");
        assertThat(PLATFORM.asDockerUrl(true)).isEqualTo("https://registry.example.org/acme/ml/team/app:v1");
        assertThat(PLATFORM.projectName()).isEqualTo(PLATFORM.owner()).isEqualTo("ml");
        assertThat(PLATFORM.isPlatformImage()).isTrue();
    }

    @Test
    void anOrganizationIsLeftOutWhereThereIsNone() {
        var image = RemoteImage.newPlatformImage("app", "localhost:5000", "ml", "default");
        assertThat(image).hasToString("image://default/ml/app");
        assertThat(image.asDockerUrl(true)).isEqualTo("https://localhost:5000/ml/app");
    }

    @Test
    void theOrganizationThatStandsForNoneIsWrittenLikeAnyOther() {
        var image = RemoteImage.newPlatformImage("app", "localhost:5000", "ml", "default", "NO_ORG", null);
        assertThat(image).hasToString("image://default/NO_ORG/ml/app");
        assertThat(image.asDockerUrl()).isEqualTo("localhost:5000/NO_ORG/ml/app");
    }

    @Test
    void reservedCharactersArePercentEscaped() {
        var image = RemoteImage.newPlatformImage("app", "localhost:5000", "a[b]", "größe", "~o&p", "v1");
        assertThat(image).hasToString("image://gr%C3%B6%C3%9Fe/~o%26p/a%5Bb%5D/app:v1");
    }

    @Test
    void anExternalImageKeepsItsRegistry() {
        var image = RemoteImage.newExternalImage("team/app", "quay.example.org:443", "v1");
        assertThat(image).hasToString("quay.example.org:443/team/app:v1");
        assertThat(image.asDockerUrl()).isEqualTo("quay.example.org:443/team/app:v1");
        assertThat(image.asDockerUrl(true)).isEqualTo("https://quay.example.org:443/team/app:v1");
        assertThat(image.isPlatformImage()).isFalse();
        assertThat(RemoteImage.newExternalImage("app", "localhost:5000").tag()).isNull();
    }

    @Test
    void anExternalImageWithoutARegistryIsWrittenWithoutAScheme() {
        var image = RemoteImage.newExternalImage("docker.io/library/ubuntu").withTag("v1");
        assertThat(image.asDockerUrl(true)).isEqualTo("docker.io/library/ubuntu:v1");
        assertThat(image).hasToString("docker.io/library/ubuntu:v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "a\u00a0b",
                "a\tb",
                "a\0",
                "a/b",
                "a:b",
                "a@b",
                "a?b",
                "a#b",
                "a%b",
                "\ud800",
                "\udc00x"
            })
    void anOrganizationAProjectAndAClusterAreOneSegmentEach(String segment) {
        requireRefusal(() -> RemoteImage.newPlatformImage("app", "host", segment, "default"), "project");
        requireRefusal(
                () -> RemoteImage.newPlatformImage("app", "host", "ml", "default", segment, null), "organization");
        requireRefusal(() -> RemoteImage.newPlatformImage("app", "host", "ml", segment), "cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_ORG", "größe", "a!b", "-", "..", "😀", "A.b~c"})
    void anyOtherSegmentIsTakenAsItIs(String segment) {
        var image = RemoteImage.newPlatformImage("app", "host", segment, segment, segment, null);
        assertThat(image.asDockerUrl()).isEqualTo("host/" + segment + "/" + segment + "/app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:",
                "host:x",
                "host:65536",
                "host:123456",
                "a b",
                "a/b",
                "https://host",
                "[::1",
                "[]",
                "[g::]",
                "-a",
                "a-",
                "a..b",
                "a_b",
                "[::1]x",
                "[::1]:"
            })
    void aRegistryIsAHostWithAnOptionalPort(String registry) {
        requireRefusal(() -> RemoteImage.newExternalImage("app", registry), "is not a registry");
        requireRefusal(() -> RemoteImage.newPlatformImage("app", registry, "ml", "default"), "is not a registry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "HOST", "host:0", "host:65535", "10.0.0.1", "[::1]", "[fe80::A]:5000", "a-b.c-d:1"})
    void aHostIsANameOrAnAddress(String registry) {
        assertThat(RemoteImage.newExternalImage("app", registry).asDockerUrl()).isEqualTo(registry + "/app");
    }

    @Test
    void theKindsOfImagesAreNotMixed() {
        requireRefusal(() -> new RemoteImage("app", null, "ml", null, null, "host"), "no project and no organization");
        requireRefusal(
                () -> new RemoteImage("app", null, null, "acme", null, "host"), "no project and no organization");
        requireRefusal(() -> new RemoteImage("app", null, null, null, "default", "host"), "it has no project");
        requireRefusal(() -> new RemoteImage("app", null, "ml", null, "default", null), "without a registry");
    }

    @Test
    void theNameBehindARegistryHasNoHost() {
        requireRefusal(() -> RemoteImage.newExternalImage("localhost:5000/app", "host"), "the part 'localhost:5000'");
        requireRefusal(
                () -> RemoteImage.newPlatformImage("localhost:5000/app", "host", "ml", "default"),
                "the part 'localhost:5000'");
    }
}
