package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RemoteImage;

class RepositoryTest {
    @ParameterizedTest
    @CsvSource({
        "ubuntu, , registry-1.docker.io, library/ubuntu",
        "team/app, , registry-1.docker.io, team/app",
        "a/b/c, , registry-1.docker.io, a/b/c",
        "docker.io/ubuntu, , registry-1.docker.io, library/ubuntu",
        "index.docker.io/team/app, , registry-1.docker.io, team/app",
        "ubuntu, docker.io, registry-1.docker.io, library/ubuntu",
        "quay.example.org/team/app, , quay.example.org, team/app",
        "quay.example.org/app, , quay.example.org, app",
        "localhost/app, , localhost, app",
        "Registry/app, , Registry, app",
        "localhosts/app, , registry-1.docker.io, localhosts/app",
        "app, localhost:5000, localhost:5000, app",
        "team/app, registry, registry, team/app",
        "app, '[::1]:5000', '[::1]:5000', app",
        "localhost:5000/app, , localhost:5000, app",
    })
    void anExternalImageIsWhereDockerWouldSeekIt(String name, String registry, String host, String path) {
        var expected = new Repository(host, path);
        assertThat(Repository.of(RemoteImage.newExternalImage(name, registry))).isEqualTo(expected);
        assertThat(Repository.of(RemoteImage.newExternalImage(name, registry, "v1")))
                .isEqualTo(expected);
    }

    @Test
    void aPlatformImageIsUnderItsOrganizationAndProject() {
        var image = RemoteImage.newPlatformImage("team/app", "registry", "ml", "default", "acme", "v1");
        assertThat(Repository.of(image)).isEqualTo(new Repository("registry", "acme/ml/team/app"));
        assertThat(Repository.of(image)).hasToString("registry/acme/ml/team/app");
        assertThat(Repository.of(RemoteImage.newPlatformImage("app", "localhost:5000", "ml", "default")))
                .isEqualTo(new Repository("localhost:5000", "ml/app"));
    }

    @Test
    void aRepositoryHasARegistryAndAPath() {
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> new Repository("", "a"));
        assertThatExceptionOfType(InvalidNameException.class).isThrownBy(() -> new Repository("host", ""));
    }

    @ParameterizedTest
    @CsvSource({"..", ".", "../a", "a/..", "a/../b", "a/./b"})
    void aPathThatClientsWouldFoldIsRefused(String path) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> new Repository("host", path))
                .withMessageContaining("the path of a repository has no . or .. in it");
    }

    @ParameterizedTest
    @CsvSource({"...", "a..b", ".a/b.", "..a"})
    void otherDotsAreLeftAlone(String path) {
        assertThat(new Repository("host", path).path()).isEqualTo(path);
    }
}
