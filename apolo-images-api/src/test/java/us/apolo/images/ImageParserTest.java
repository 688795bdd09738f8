package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageParserTest {
    private static final ApoloConfig CONFIG = ApoloConfig.builder()
            .cluster("default", URI.create("https://registry.example.org"))
            .cluster("other", URI.create("http://localhost:5000/v2/"))
            .organization("acme")
            .project("ml")
            .build();

    private final ImageParser parser = new ImageParser(CONFIG);

    private static RemoteImage platform(String name, String project) {
        return RemoteImage.newPlatformImage(name, "registry.example.org", project, "default", "acme", "v1");
    }

    @ParameterizedTest
    @CsvSource({
        "image:ubuntu:v1, ubuntu, ml",
        "image:acme/ubuntu:v1, acme/ubuntu, ml",
        "image:/p/ubuntu:v1, ubuntu, p",
        "image:///p/ubuntu:v1, ubuntu, p",
        "image:////p/ubuntu:v1, ubuntu, p",
        "image:/acme/p/ubuntu:v1, p/ubuntu, acme",
        "image:///acme/p/ubuntu:v1, p/ubuntu, acme",
        "image://default/p/ubuntu:v1, ubuntu, p",
        "image://default/acme/p/ubuntu:v1, ubuntu, p",
        "image://default/acme/acme/ubuntu:v1, ubuntu, acme",
        "image://default/acmeacme/p/ubuntu:v1, p/ubuntu, acmeacme",
        "image://default/foreign/p/ubuntu:v1, p/ubuntu, foreign",
        "registry.example.org/p/ubuntu:v1, ubuntu, p",
        "registry.example.org/acme/p/a/b/c:v1, a/b/c, p",
        "image://default/NO_ORG/a__b/c--d/e---f/g.h_i:v1, a__b/c--d/e---f/g.h_i, NO_ORG",
        "image:/größe!x/ubuntu:v1, ubuntu, größe!x",
    })
    void theFormsOfAPlatformImageAreRead(String text, String name, String project) {
        assertThat(parser.remoteImage(text)).isEqualTo(platform(name, project));
        assertThat(parser.platformImage(text, TagOption.DEFAULT)).isEqualTo(platform(name, project));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "image:/p/ub%75ntu:v1",
                "image:/%70/ubuntu:v1",
                "image:/p%2Fubuntu%3av1",
                "image:/p/ubuntu:v%31",
                "image://d%65fault/p/ubuntu:v1",
                "image://default/%61cme/p/ubuntu:v1",
                "registry.example.org/p/ub%75ntu:v1",
            })
    void percentEscapesAreDecodedBeforeTheNameIsChecked(String text) {
        assertThat(parser.remoteImage(text)).isEqualTo(platform("ubuntu", "p"));
    }

    @Test
    void anEscapedCharacterOfSeveralOctetsIsOneCharacter() {
        assertThat(parser.remoteImage("image:/gr%C3%B6%C3%9fe/ubuntu:v1")).isEqualTo(platform("ubuntu", "größe"));
    }

    @ParameterizedTest
    @EnumSource
    void imageLatestIsRefusedAsAmbiguous(TagOption option) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.remoteImage("image:latest", option))
                .withMessageContaining("it could be the local image 'image' or the image 'latest'");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.platformImage("image:latest", option))
                .withMessageContaining("it could be");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.localImage("image:latest"))
                .withMessageContaining("it could be");
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu, , ubuntu",
        "library/ubuntu, , library/ubuntu",
        "docker.io/library/ubuntu, , docker.io/library/ubuntu",
        "quay.example.org:443/team/app, quay.example.org:443, team/app",
        "localhost:5001/app, localhost:5001, app",
        "[::1]:5000/app, [::1]:5000, app",
        "[::1]/app, , [::1]/app",
        "10.0.0.1:5000/app, 10.0.0.1:5000, app",
        "Quay.Example.org/app, , Quay.Example.org/app",
        "REGISTRY.example.org/p/app, , REGISTRY.example.org/p/app",
        "registry.example.org:443/p/app, registry.example.org:443, p/app",
        "registry.example.organic/p/app, , registry.example.organic/p/app",
        "registry.example.org, , registry.example.org",
        "image, , image",
    })
    void anyOtherNameIsThatOfAnExternalImage(String text, String registry, String name) {
        assertThat(parser.remoteImage(text)).isEqualTo(RemoteImage.newExternalImage(name, registry, "latest"));
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.platformImage(text, TagOption.ALLOW))
                .withMessageContaining("starts with image: or with the registry of a cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ubuntu", "quay.example.org:443/team/app", "image:ubuntu", "registry.example.org/p/ubuntu"})
    void theTagOptionCountsForEveryKindOfImage(String text) {
        assertThat(parser.remoteImage(text).tag()).isEqualTo("latest");
        assertThat(parser.remoteImage(text, TagOption.DEFAULT).tag()).isEqualTo("latest");
        assertThat(parser.remoteImage(text, TagOption.ALLOW).tag()).isNull();
        assertThat(parser.remoteImage(text, TagOption.DENY).tag()).isNull();

        var tagged = text + ":v1";
        assertThat(parser.remoteImage(tagged, TagOption.DEFAULT).tag()).isEqualTo("v1");
        assertThat(parser.remoteImage(tagged, TagOption.ALLOW).tag()).isEqualTo("v1");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.remoteImage(tagged, TagOption.DENY))
                .withMessageContaining("it has a tag, and none is allowed here");
    }

    @Test
    void aLocalNameKeepsItsRegistry() {
        assertThat(parser.localImage("reg.host:443/project/ubuntu:v1"))
                .isEqualTo(new LocalImage("reg.host:443/project/ubuntu", "v1"));
        assertThat(parser.localImage("registry.example.org/p/ubuntu"))
                .isEqualTo(new LocalImage("registry.example.org/p/ubuntu", "latest"));
    }

    @Test
    void aLocalNameThatIsNothingButAnAuthorityIsRefused() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.localImage("localhost:5000/"))
                .withMessageContaining("a part of its name is empty");
    }

    @Test
    void aLocalNameWithTheSchemeOfThePlatformIsRefused() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.localImage("image:ubuntu"))
                .withMessageContaining("image: is for images on the platform");
    }

    @ParameterizedTest
    @CsvSource({
        "ubuntu:v1, ubuntu, ml",
        "library/ubuntu:v1, library/ubuntu, ml",
        "acme/p/ubuntu:v1, acme/p/ubuntu, ml",
        "reg.host/p/ubuntu:v1, reg.host/p/ubuntu, ml",
        "registry.example.org:v1, registry.example.org, ml",
        "registry.example.org/ubuntu:v1, ubuntu, ml",
        "registry.example.org/acme:v1, acme, ml",
        "registry.example.org/p/ubuntu:v1, ubuntu, p",
        "registry.example.org/p/a/b:v1, a/b, p",
        "registry.example.org/acme/p/ubuntu:v1, ubuntu, p",
        "registry.example.org/acme/p/a/b:v1, a/b, p",
        "registry.example.org/foreign/p/ubuntu:v1, p/ubuntu, foreign",
    })
    void aLocalImageGoesToTheCurrentProjectUnlessItsNameSaysOtherwise(String text, String name, String project) {
        assertThat(parser.toRemote(parser.localImage(text))).isEqualTo(platform(name, project));
    }

    @Test
    void aLocalImageThatNamesAnotherClusterGoesThere() {
        assertThat(parser.toRemote(new LocalImage("localhost:5000/ubuntu", null)))
                .isEqualTo(RemoteImage.newPlatformImage("ubuntu", "localhost:5000", "ml", "other", "acme", null));
    }

    @Test
    void aLocalImageWhoseNameStartsWithAForeignHostAndPortHasNoPlaceOnThePlatform() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.toRemote(new LocalImage("reg.host:443/ubuntu", "v1")))
                .withMessageContaining("the part 'reg.host:443' of its name");
    }

    @Test
    void aLocalImageWithAnOrganizationAndNoProjectIsRefused() {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> parser.toRemote(new LocalImage("registry.example.org/acme/ubuntu", "v1")))
                .withMessageContaining("no name is left behind the project");
    }

    @ParameterizedTest
    @CsvSource({
        "image://default/acme/p/team/ubuntu:v1, team/ubuntu",
        "docker.io/library/ubuntu:v1, docker.io/library/ubuntu",
        "quay.example.org:443/team/app:v1, team/app",
    })
    void aRemoteImageIsCalledByNameAndTagAloneInTheLocalStore(String text, String name) {
        assertThat(parser.toLocal(parser.remoteImage(text))).isEqualTo(new LocalImage(name, "v1"));
    }

    @Test
    void withoutAnOrganizationTheFirstSegmentIsTheProject() {
        var orgless = new ImageParser(ApoloConfig.builder()
                .cluster("default", URI.create("https://registry.example.org"))
                .project("ml")
                .build());
        var image = orgless.remoteImage("image://default/acme/p/ubuntu:v1");
        assertThat(image)
                .isEqualTo(RemoteImage.newPlatformImage(
                        "p/ubuntu", "registry.example.org", "acme", "default", null, "v1"));
        assertThat(image).hasToString("image://default/acme/p/ubuntu:v1");
        assertThat(image.asDockerUrl()).isEqualTo("registry.example.org/acme/p/ubuntu:v1");
    }

    @Test
    void withoutACurrentProjectANameHasToStateOne() {
        var projectless = new ImageParser(ApoloConfig.builder()
                .cluster("default", URI.create("https://registry.example.org"))
                .organization("acme")
                .build());
        assertThat(projectless.remoteImage("image:/p/ubuntu:v1")).isEqualTo(platform("ubuntu", "p"));
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> projectless.remoteImage("image:ubuntu"))
                .withMessageContaining("there is no current project");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> projectless.toRemote(new LocalImage("ubuntu", "v1")))
                .withMessageContaining("there is no current project");
    }

    @Test
    void withoutClustersOnlyExternalImagesAreRead() {
        var clusterless = new ImageParser(ApoloConfig.builder().build());
        assertThat(clusterless.remoteImage("ubuntu")).isEqualTo(RemoteImage.newExternalImage("ubuntu", null, "latest"));
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> clusterless.remoteImage("image:/p/ubuntu"))
                .withMessageContaining("there is no current cluster");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> clusterless.remoteImage("image://default/p/ubuntu"))
                .withMessageContaining("there is no such cluster; the known ones are []");
    }

    @Test
    void ofClustersThatShareARegistryTheFirstIsMeantByItsAuthority() {
        var sharing = new ImageParser(ApoloConfig.builder()
                .cluster("first", URI.create("https://registry.example.org"))
                .cluster("second", URI.create("https://registry.example.org/second"))
                .currentCluster("second")
                .build());
        assertThat(sharing.remoteImage("registry.example.org/p/ubuntu").clusterName())
                .isEqualTo("first");
        assertThat(sharing.remoteImage("image:/p/ubuntu").clusterName()).isEqualTo("second");
    }

    @Test
    void nullIsAMistakeOfTheProgrammer() {
        assertThatNullPointerException().isThrownBy(() -> parser.remoteImage("ubuntu", nothing()));
        assertThatNullPointerException().isThrownBy(() -> parser.platformImage("image:ubuntu", nothing()));
        assertThatNullPointerException().isThrownBy(() -> new ImageParser(nothing()));
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return null;
    }
}
