package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.FULL_NAME;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

class PushTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);

    private final Setting setting = new Setting();

    PushTest() {
        setting.store.put("app:v1", IMAGE);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void theRegistryHasTheImageAndTheRemoteImageIsReturned() {
        assertThat(setting.images.push(LOCAL, REMOTE)).isSameAs(REMOTE);
        assertThat(setting.registry.find(REPOSITORY, Reference.tag("v1"))).isSameAs(IMAGE);
    }

    @Test
    void withoutATargetItGoesToTheCurrentProject() {
        assertThat(setting.images.push(LOCAL)).isEqualTo(REMOTE);
        assertThat(setting.registry.find(REPOSITORY, Reference.tag("v1"))).isSameAs(IMAGE);
    }

    @Test
    void aMissingTagMeansLatestOnBothSides() {
        setting.store.put("app:latest", IMAGE);
        var untagged = new LocalImage("app", null);

        assertThat(setting.images.push(untagged, UNTAGGED)).isSameAs(UNTAGGED);
        assertThat(setting.registry.find(REPOSITORY, Reference.tag("latest"))).isSameAs(IMAGE);
    }

    @Test
    void anExternalImageGoesToItsOwnRegistryWithoutTheCredentialsOfAnother() {
        var external = RemoteImage.newExternalImage("team/app", "localhost:5000", "v2");

        assertThat(setting.images.push(LOCAL, external)).isSameAs(external);
        assertThat(setting.registry.find(new Repository("localhost:5000", "team/app"), Reference.tag("v2")))
                .isSameAs(IMAGE);
        assertThat(setting.store.transfers.get(0).credentials()).isEmpty();
    }

    @Test
    void aPlatformThatIsSetPlaysNoPartInWhatIsPushed() {
        try (var other = new Setting(builder -> builder.platform(Platform.parse("linux/arm64")))) {
            other.store.put("app:v1", IMAGE);
            other.images.push(LOCAL, REMOTE);
            assertThat(other.registry.find(REPOSITORY, Reference.tag("v1"))).isSameAs(IMAGE);
        }
    }

    @Test
    void theListenerHearsTheBeginningAndThenTheSteps() {
        var heard = new ArrayList<Object>();
        setting.images.push(LOCAL, REMOTE, new ImageProgressListener() {
            @Override
            public void push(ImageProgressPush event) {
                heard.add(event);
            }

            @Override
            public void step(ImageProgressStep event) {
                heard.add(event.message());
            }
        });
        assertThat(heard).isEqualTo(List.of(new ImageProgressPush(LOCAL, REMOTE), "TRANSFERRING", "DONE"));
    }

    @Test
    void aMissingLocalImageIsSaidBeforeAnythingIsNamedOrHeard() {
        var heard = new ArrayList<ImageProgressPush>();
        var listener = new ImageProgressListener() {
            @Override
            public void push(ImageProgressPush event) {
                heard.add(event);
            }
        };

        assertThatThrownBy(() -> setting.images.push(new LocalImage("none", "v1"), REMOTE, listener))
                .isInstanceOfSatisfying(ImageNotFoundException.class, e -> {
                    assertThat(e.image()).isEqualTo("none:v1");
                    assertThat(e.where()).isEqualTo("the local image store");
                });
        assertThat(setting.store.calls.made()).containsExactly("inspect none:v1");
        assertThat(heard).isEmpty();
    }

    @Test
    void anotherDigestOnTheRegistryIsAFailedTransfer() {
        setting.registry.calls.on(
                "digest", () -> setting.registry.put(REPOSITORY, "v1", MemoryRegistry.image("somebody's")));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining(IMAGE.content().digest().toString())
                .hasMessageContaining(
                        MemoryRegistry.image("somebody's").content().digest().toString())
                .hasMessageContaining(REMOTE.toString());
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aTagThatTheRegistryLacksAfterwardsIsAFailedTransferAndNotAMissingLocalImage() {
        setting.registry.calls.on("digest", () -> setting.registry.removeTag(REPOSITORY, "v1"));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE))
                .isInstanceOf(TransferFailedException.class)
                .hasCauseInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void aRegistryThatCannotBeAskedAfterwardsIsNoSuccess() {
        setting.registry.calls.on(
                "digest", Calls.failing(() -> new RegistryUnavailableException("It is down", null, null)));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theStoreIsGivenTheFullNameTheRepositoryAndTheCredentials() {
        setting.images.push(LOCAL, REMOTE);

        assertThat(setting.store.transfers).singleElement().satisfies(transfer -> {
            assertThat(transfer.image()).hasToString(FULL_NAME);
            assertThat(transfer.repository()).isEqualTo(REPOSITORY);
            assertThat(transfer.credentials())
                    .hasValueSatisfying(it -> assertThat(it.password()).isEqualTo("password"));
            assertThat(transfer.registry()).isSameAs(setting.registry);
        });
    }
}
