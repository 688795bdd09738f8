package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.HOST;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Repository;

class ListTest {
    private final Setting setting = new Setting();

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void aPathIsReadAsOrganizationProjectAndName() {
        setting.registry.list("acme/ml/app", "other/ml/team/app", "ml/app", "alone");

        assertThat(setting.images.list())
                .containsExactly(
                        RemoteImage.newPlatformImage("app", HOST, "ml", "default", "acme", null),
                        RemoteImage.newPlatformImage("team/app", HOST, "ml", "default", "other", null),
                        RemoteImage.newPlatformImage("app", HOST, "ml", "default", null, null),
                        RemoteImage.newExternalImage("alone", HOST));
    }

    @Test
    void neighboursShareTheNamesOfTheirOrganizationAndProject() {
        setting.registry.list("acme/ml/app", "acme/ml/base", "acme/mlx/app", "acme/ml/tool/x");

        var images = setting.images.list();

        assertThat(images)
                .extracting(RemoteImage::asDockerUrl)
                .containsExactly(
                        HOST + "/acme/ml/app",
                        HOST + "/acme/ml/base",
                        HOST + "/acme/mlx/app",
                        HOST + "/acme/ml/tool/x");
        assertThat(images.get(1).owner()).isSameAs(images.get(0).owner());
        assertThat(images.get(1).orgName()).isSameAs(images.get(0).orgName());
        assertThat(images.get(2).owner()).isEqualTo("mlx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alone", "ml/app", "acme/ml/app", "a/b/c/d/e/f", "ml/ml/ml", "acme/ml/app__x.y-z"})
    void theDockerUrlOfAListedImageNamesItsRepository(String path) {
        setting.registry.list(path);

        assertThat(setting.images.list()).singleElement().satisfies(image -> {
            assertThat(image.asDockerUrl()).isEqualTo(HOST + "/" + path);
            assertThat(Repository.of(image)).isEqualTo(new Repository(HOST, path));
            assertThat(image.tag()).isNull();
        });
    }

    @Test
    void namesThatTheGrammarRefusesAreLeftOutWithOneLineInTheLog() {
        setting.registry.list("acme/ml/APP", "acme/ml/app", "acme/ml/", "acme//app", "..", "acme/ml/a:b", "", "ml/b");
        try (var logged = new Logged()) {
            assertThat(setting.images.list())
                    .extracting(RemoteImage::asDockerUrl)
                    .containsExactly(HOST + "/acme/ml/app", HOST + "/ml/b");
            assertThat(logged.warnings())
                    .singleElement()
                    .asString()
                    .contains(HOST)
                    .contains("'APP'");

            setting.images.list();
            assertThat(logged.warnings()).hasSize(2);
        }
    }

    @Test
    void aListWithoutSuchNamesLogsNothing() {
        setting.registry.list("acme/ml/app");
        try (var logged = new Logged()) {
            setting.images.list();
            assertThat(logged.warnings()).isEmpty();
        }
    }

    @Test
    void anEmptyRegistryHasAnEmptyList() {
        assertThat(setting.images.list()).isEmpty();
    }

    @Test
    void anUnknownClusterIsRefusedBeforeAnythingIsAsked() {
        assertThatThrownBy(() -> setting.images.list("elsewhere"))
                .isInstanceOf(InvalidNameException.class)
                .hasMessageContaining("default");
        assertThatThrownBy(() -> setting.images.listStream("elsewhere")).isInstanceOf(InvalidNameException.class);
        assertThat(setting.registry.calls.made()).isEmpty();
    }

    @Test
    void withoutAClusterThereIsNothingToList() {
        try (var other =
                new Setting(builder -> builder.config(ApoloConfig.builder().build()))) {
            assertThatThrownBy(other.images::list).isInstanceOf(InvalidNameException.class);
            assertThatThrownBy(other.images::listStream).isInstanceOf(InvalidNameException.class);
        }
    }

    @Test
    void aStreamReadsNoFurtherThanItsReader() {
        setting.registry.list("acme/ml/a", "acme/ml/b", "acme/ml/c");
        try (var images = setting.images.listStream()) {
            assertThat(setting.registry.calls.madeStarting("repository ")).isEmpty();
            assertThat(images.findFirst()).isPresent();
        }
        assertThat(setting.registry.calls.madeStarting("repository ")).containsExactly("repository acme/ml/a");
    }

    @Test
    void closingAStreamClosesThatOfThePort() {
        var images = setting.images.listStream();
        assertThat(setting.registry.openStreams).hasValue(1);

        images.close();

        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @Test
    void aStreamThatWasReadInPartClosesThatOfThePort() {
        setting.registry.list("acme/ml/a", "acme/ml/b");
        try (var images = setting.images.listStream()) {
            assertThat(images.iterator().next().name()).isEqualTo("a");
        }
        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @Test
    void aListClosesTheStreamOfThePortAfterAFailureToo() {
        setting.registry.list("acme/ml/a", "acme/ml/b");
        setting.registry.calls.on(
                "repository acme/ml/b",
                Calls.failing(() -> new RegistryUnavailableException("It is down", null, null)));

        assertThatThrownBy(setting.images::list).isInstanceOf(RegistryUnavailableException.class);
        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @Test
    void aReaderOfAStreamMayAskForMore() {
        setting.registry.list("acme/ml/app");
        setting.registry.put(Setting.REPOSITORY, "v1", MemoryRegistry.image("app", 7));
        try (var images = setting.images.listStream()) {
            assertThat(images.flatMap(setting.images::tagsStream)
                            .mapToLong(setting.images::size)
                            .sum())
                    .isEqualTo(7);
        }
    }
}
