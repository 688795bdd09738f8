package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.HOST;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.core.operation.Heard;
import us.apolo.images.observation.TransferStart;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;

/** In a store that moves images under any name, they have no other name than their own, not even for a moment. */
class OwnNameTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest OTHER = MemoryRegistry.image("other", 4);
    private static final LocalImage MINE = new LocalImage("mine", "v7");

    private final Heard heard = new Heard();
    private final Setting setting = new Setting(builder -> builder.observer(heard));

    OwnNameTest() {
        setting.store.moveUnderAnyName();
    }

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void aPullGivesTheLocalNameAlone() {
        setting.registry.put(REPOSITORY, "v1", IMAGE);
        setting.store.calls.on("middle", () -> assertThat(setting.store.names()).containsExactly("mine:v7"));

        setting.images.pull(REMOTE, MINE);

        assertThat(setting.store.idOf("mine:v7")).contains(MemoryStore.id(IMAGE));
        assertThat(setting.store.calls.madeStarting("middle")).hasSize(1);
        assertThat(setting.store.calls.madeStarting("tag")).isEmpty();
        assertThat(setting.store.calls.madeStarting("untag")).isEmpty();
        assertThat(heard.only(TransferStart.class)).isEqualTo(new TransferStart(HOST + "/acme/ml/app:v1", HOST, 1));
    }

    @Test
    void aPushSendsWhatHasTheLocalNameToTheRemoteTag() {
        setting.store.put("mine:v7", IMAGE);
        setting.store.calls.on("middle", () -> assertThat(setting.store.names()).containsExactly("mine:v7"));

        setting.images.push(MINE, REMOTE);

        assertThat(setting.registry.find(REPOSITORY, Reference.tag("v1"))).isSameAs(IMAGE);
        assertThat(setting.store.calls.madeStarting("middle")).hasSize(1);
        assertThat(setting.store.calls.madeStarting("tag")).isEmpty();
        assertThat(setting.store.calls.madeStarting("untag")).isEmpty();
    }

    @Test
    void aNameWithoutATagMeansLatest() {
        setting.registry.put(REPOSITORY, "v1", IMAGE);

        setting.images.pull(REMOTE, new LocalImage("mine", null));

        assertThat(setting.store.names()).containsExactly("mine:latest");
    }

    @Test
    void whatIsNotThereIsNotPushed() {
        assertThatThrownBy(() -> setting.images.push(MINE, REMOTE))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("mine:v7");
        assertThat(setting.store.transfers).isEmpty();
    }

    @Test
    void aPushIsHeldToTheRegistrysDigest() {
        setting.store.put("mine:v7", IMAGE);
        setting.registry.put(REPOSITORY, "v1", OTHER);
        setting.registry.calls.on("digest", () -> setting.registry.put(REPOSITORY, "v1", OTHER));

        assertThatThrownBy(() -> setting.images.push(MINE, REMOTE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining(OTHER.content().digest().toString());
    }
}
