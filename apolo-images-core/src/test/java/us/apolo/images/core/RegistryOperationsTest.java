package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Repository;

class RegistryOperationsTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest LATEST = MemoryRegistry.image("latest", 4);

    private final Setting setting = new Setting();

    RegistryOperationsTest() {
        setting.registry.put(REPOSITORY, "v1", IMAGE);
        setting.registry.put(REPOSITORY, "latest", LATEST);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void theDigestIsThatOfTheTag() {
        assertThat(setting.images.digest(REMOTE)).isEqualTo(IMAGE.content().digest());
    }

    @Test
    void withoutATagTheDigestIsThatOfLatest() {
        assertThat(setting.images.digest(UNTAGGED)).isEqualTo(LATEST.content().digest());
    }

    @Test
    void anExternalImageIsAskedForAtItsOwnRegistry() {
        setting.registry.put(new Repository("localhost:5000", "app"), "v1", LATEST);

        assertThat(setting.images.digest(RemoteImage.newExternalImage("app", "localhost:5000", "v1")))
                .isEqualTo(LATEST.content().digest());
    }

    @Test
    void rmDeletesTheDigestAndGivesItBack() {
        var digest = IMAGE.content().digest();

        assertThat(setting.images.rm(REMOTE, digest)).isEqualTo(digest);
        assertThat(setting.images.tags(UNTAGGED)).containsExactly(UNTAGGED.withTag("latest"));
    }

    @Test
    void rmTakesNoNoticeOfTheTag() {
        setting.images.rm(REMOTE, LATEST.content().digest());

        assertThat(setting.images.tags(UNTAGGED)).containsExactly(REMOTE);
    }

    @Test
    void rmOfWhatIsNotThereSaysSo() {
        var none = Digest.sha256(new byte[] {1});

        assertThatThrownBy(() -> setting.images.rm(UNTAGGED, none)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void whatTheRegistryRefusesIsThrownOn() {
        var refused = new RegistryRefusedException("Deletion is disabled", null, null);
        setting.registry.calls.on("delete", Calls.failing(() -> refused));

        assertThatThrownBy(() -> setting.images.rm(REMOTE, IMAGE.content().digest()))
                .isSameAs(refused);
    }

    @Test
    void tagsAreTheImageWithEachTagInTheRegistrysOrder() {
        assertThat(setting.images.tags(UNTAGGED)).containsExactly(REMOTE, UNTAGGED.withTag("latest"));
        try (var tags = setting.images.tagsStream(UNTAGGED)) {
            assertThat(tags).containsExactly(REMOTE, UNTAGGED.withTag("latest"));
        }
        assertThat(setting.registry.openStreams).hasValue(0);
    }

    @Test
    void tagsThatTheGrammarRefusesAreLeftOutWithOneLineInTheLog() {
        setting.registry.put(REPOSITORY, "-bad", IMAGE);
        setting.registry.put(REPOSITORY, "bad:too", IMAGE);
        try (var logged = new Logged()) {
            assertThat(setting.images.tags(UNTAGGED)).hasSize(2);
            assertThat(logged.warnings()).singleElement().asString().contains("-bad");
        }
    }

    @Test
    void tagsOfAnUnknownImageAreNotAnEmptyList() {
        var unknown = RemoteImage.newPlatformImage("none", Setting.HOST, "ml", "default");

        assertThatThrownBy(() -> setting.images.tags(unknown)).isInstanceOf(ImageNotFoundException.class);
    }
}
