package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApoloConfigTest {
    private static final URI REGISTRY = URI.create("https://registry.example.org");

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.org, registry.example.org",
        "https://Registry.Example.ORG/v2/, registry.example.org",
        "HTTPS://registry.example.org:443, registry.example.org:443",
        "http://localhost:5000/path?query=x, localhost:5000",
        "http://[::1]:5000, [::1]:5000",
        "http://host:, host",
    })
    void theAuthorityIsTheHostAndTheStatedPort(String url, String authority) {
        var config = ApoloConfig.builder().cluster("default", URI.create(url)).build();
        assertThat(config.registry("default")).isEqualTo(authority);
        assertThat(config.clusterAt(authority)).isEqualTo("default");
        assertThat(config.clusters()).containsEntry("default", URI.create(url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "host",
                "//host",
                "https:host",
                "https:///path",
                "file:/tmp",
                "http://my_host",
                "http://host:70000",
                "http://host.",
                "https://a%20b"
            })
    void aUrlThatIsNotThatOfARegistryIsRefused(String url) {
        var builder = ApoloConfig.builder();
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> builder.cluster("default", URI.create(url)))
                .withMessageContaining("the URL of a registry");
        assertThat(builder.build().clusters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://somebody:secret@host", "https://secret@host", "ftp://somebody:secret@host",
                "https://somebody:secret@my_host", "ftp://host?token=secret", "https:secret"
            })
    void aSecretInAUrlIsRefusedAndNotShown(String url) {
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> ApoloConfig.builder().cluster("default", URI.create(url)))
                .satisfies(e -> assertThat(e.getMessage() + e.input())
                        .doesNotContain("secret")
                        .doesNotContain("somebody"));
    }

    @Test
    void theFirstClusterIsTheCurrentOneUnlessAnotherIsNamed() {
        var builder = ApoloConfig.builder().currentCluster("second").cluster("first", REGISTRY);
        var config =
                builder.cluster("second", URI.create("http://localhost:5000")).build();
        assertThat(config.clusterName()).isEqualTo("second");
        assertThat(config.clusters().keySet()).containsExactly("first", "second");

        assertThat(ApoloConfig.builder().cluster("first", REGISTRY).build().clusterName())
                .isEqualTo("first");
    }

    @Test
    void aCurrentClusterThatIsNotThereIsRefusedWithTheOnesThatAre() {
        var builder = ApoloConfig.builder()
                .cluster("b", REGISTRY)
                .cluster("a", REGISTRY)
                .currentCluster("c");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(builder::build)
                .withMessage("'c' is not valid: there is no such cluster; the known ones are [a, b]");
    }

    @Test
    void theRegistryOfAnUnknownClusterIsRefused() {
        var config = ApoloConfig.builder().cluster("default", REGISTRY).build();
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> config.registry("Default"))
                .withMessageContaining("the known ones are [default]");
        assertThat(config.clusterAt("localhost")).isNull();
    }

    @Test
    void whatIsNotSetIsNull() {
        var config = ApoloConfig.builder()
                .organization("acme")
                .organization(null)
                .project("ml")
                .project(null)
                .build();
        assertThat(config.clusterName()).isNull();
        assertThat(config.orgName()).isNull();
        assertThat(config.projectName()).isNull();
        assertThat(config.clusters()).isEmpty();
    }

    @Test
    void namesAreOneSegmentEach() {
        var builder = ApoloConfig.builder();
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> builder.cluster("a/b", REGISTRY))
                .withMessageContaining("the cluster name 'a/b'");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> builder.organization("a b"))
                .withMessageContaining("the organization 'a b'");
        assertThatExceptionOfType(InvalidNameException.class)
                .isThrownBy(() -> builder.project(""))
                .withMessageContaining("it has no project");
    }

    @Test
    void aConfigurationDoesNotChangeWithItsBuilder() {
        var builder = ApoloConfig.builder().cluster("default", REGISTRY);
        var config = builder.build();
        builder.cluster("later", REGISTRY);
        assertThat(config.clusters()).containsOnlyKeys("default");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> config.clusters().put("x", REGISTRY));
    }
}
