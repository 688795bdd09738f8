package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerProvider;

class DockerDaemonProviderTest {
    @Test
    void itIsFound() {
        assertThat(ServiceLoader.load(LocalDockerProvider.class))
                .singleElement()
                .isInstanceOfSatisfying(
                        DockerDaemonProvider.class,
                        provider -> assertThat(provider.name()).isEqualTo("docker-daemon"));
    }

    @Test
    void toMakeAStoreLooksForNoEngine() {
        var config = LocalDockerConfig.DEFAULT.withLocation("unix:///there/is/no/such.sock");
        try (var store = new DockerDaemonProvider().create(config)) {
            assertThat(store).isInstanceOf(DockerDaemon.class);
        }
    }

    @Test
    void aLocationThatIsNoEnginesIsRefused() {
        for (var location : new String[] {"/var/run/docker.sock", "ssh://far.example", "ftp://far.example"}) {
            var config = LocalDockerConfig.DEFAULT.withLocation(location);
            assertThatThrownBy(() -> new DockerDaemonProvider().create(config))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
