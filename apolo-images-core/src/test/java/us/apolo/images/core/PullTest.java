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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.Platform;
import us.apolo.images.RemoteImage;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Repository;

class PullTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest OTHER = MemoryRegistry.image("other", 4);

    private final Setting setting = new Setting();

    PullTest() {
        setting.registry.put(REPOSITORY, "v1", IMAGE);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void theStoreHasTheImageAndTheLocalImageIsReturned() {
        var local = new LocalImage("mine", "v7");

        assertThat(setting.images.pull(REMOTE, local)).isSameAs(local);
        assertThat(setting.store.names()).containsExactly("mine:v7");
        assertThat(setting.store.idOf("mine:v7")).contains(MemoryStore.id(IMAGE));
    }

    @Test
    void withoutATargetItGetsItsNameAndTagAlone() {
        assertThat(setting.images.pull(REMOTE)).isEqualTo(LOCAL);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aMissingTagMeansLatestOnBothSides() {
        setting.registry.put(REPOSITORY, "latest", OTHER);

        assertThat(setting.images.pull(UNTAGGED)).isEqualTo(new LocalImage("app", null));
        assertThat(setting.store.names()).containsExactly("app:latest");
    }

    @Test
    void anExternalImageOfDockerHubIsPulledByItsShortName() {
        setting.registry.put(new Repository(Repository.DOCKER_HUB, "library/ubuntu"), "24.04", IMAGE);

        setting.images.pull(RemoteImage.newExternalImage("ubuntu", null, "24.04"), new LocalImage("base", "v1"));

        assertThat(setting.store.transfers).singleElement().satisfies(transfer -> {
            assertThat(transfer.image()).hasToString("ubuntu:24.04");
            assertThat(transfer.credentials()).isEmpty();
        });
        assertThat(setting.store.names()).containsExactly("base:v1");
    }

    @Test
    void theListenerHearsTheBeginningAndThenTheSteps() {
        var heard = new ArrayList<Object>();
        setting.images.pull(REMOTE, LOCAL, new ImageProgressListener() {
            @Override
            public void pull(ImageProgressPull event) {
                heard.add(event);
            }

            @Override
            public void step(ImageProgressStep event) {
                heard.add(event.message());
            }
        });
        assertThat(heard).isEqualTo(List.of(new ImageProgressPull(REMOTE, LOCAL), "TRANSFERRING", "DONE"));
    }

    static Stream<RuntimeException> errorsOfTheRegistry() {
        return Stream.of(
                MemoryRegistry.notFound(REPOSITORY, "v1"),
                new NotAuthorizedException("Forbidden", null, null),
                new NotAuthenticatedException("Stale", null, null));
    }

    @ParameterizedTest
    @MethodSource("errorsOfTheRegistry")
    void whatTheRegistrySaysIsThrownBeforeTheStoreIsAsked(RuntimeException error) {
        setting.registry.calls.on("digest", Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.pull(REMOTE)).isSameAs(error);
        assertThat(setting.store.calls.made()).isEmpty();
    }

    @Test
    void aMissingImageIsSaidToBeMissingOnTheRegistry() {
        assertThatThrownBy(() -> setting.images.pull(REMOTE.withTag("none")))
                .isInstanceOfSatisfying(
                        ImageNotFoundException.class,
                        e -> assertThat(e.where()).isEqualTo("the registry " + Setting.HOST));
        assertThat(setting.store.calls.made()).isEmpty();
    }

    @Test
    void aTagThatMovedMeanwhileIsAcceptedIfTheRegistryHasWhatCame() {
        setting.store.calls.on("pull", () -> setting.registry.put(REPOSITORY, "v1", OTHER));

        setting.images.pull(REMOTE);

        assertThat(setting.store.idOf("app:v1")).contains(MemoryStore.id(OTHER));
        assertThat(setting.registry.calls.madeStarting("digest")).hasSize(2);
    }

    @Test
    void aDigestThatIsAskedForOnceIsEnoughIfItAgrees() {
        setting.images.pull(REMOTE);

        assertThat(setting.registry.calls.madeStarting("digest")).hasSize(1);
    }

    @Test
    void whatCameButIsNotWhatTheRegistryHasIsAFailedTransfer() {
        setting.store.calls.on("pull", () -> setting.registry.put(REPOSITORY, "v1", OTHER));
        setting.store.calls.on("middle", () -> setting.registry.put(REPOSITORY, "v1", IMAGE));

        assertThatThrownBy(() -> setting.images.pull(REMOTE)).isInstanceOf(TransferFailedException.class);
        assertThat(setting.store.names()).isEmpty();
    }

    @Test
    void aTagThatIsGoneAfterwardsIsAFailedTransferIfSomethingElseCame() {
        setting.store.calls.on("pull", () -> setting.registry.put(REPOSITORY, "v1", OTHER));
        setting.store.calls.on("middle", () -> setting.registry.removeTag(REPOSITORY, "v1"));

        assertThatThrownBy(() -> setting.images.pull(REMOTE))
                .isInstanceOf(TransferFailedException.class)
                .hasCauseInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void aTargetThatIsTheFullNameStays() {
        setting.images.pull(REMOTE, MemoryStore.name(FULL_NAME));

        assertThat(setting.store.names()).containsExactly(FULL_NAME);
    }

    @Test
    void aTargetThatIsTheFullNameIsPutBackAfterAFailure() {
        setting.store.put(FULL_NAME, OTHER);
        var error = new TransferFailedException("It broke off", null, null);
        setting.store.calls.on("middle", Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.pull(REMOTE, MemoryStore.name(FULL_NAME)))
                .isSameAs(error);
        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(OTHER));
    }

    @Test
    void aNameThatCannotBeGivenEndsThePullAndLeavesNothing() {
        var error = TemporaryNameOfPushTest.gone();
        setting.store.calls.on("tag app:v1", Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.pull(REMOTE)).isSameAs(error);
        assertThat(setting.store.names()).isEmpty();
    }

    @Test
    void aTargetThatWasOnAnotherImageMovesToThePulledOne() {
        setting.store.put("app:v1", OTHER);

        setting.images.pull(REMOTE);

        assertThat(setting.store.idOf("app:v1")).contains(MemoryStore.id(IMAGE));
    }

    @Test
    void aFullNameThatWasOnAnotherImageIsPutBackOnIt() {
        setting.store.put(FULL_NAME, OTHER);

        setting.images.pull(REMOTE);

        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(OTHER));
        assertThat(setting.store.idOf("app:v1")).contains(MemoryStore.id(IMAGE));
    }

    @Test
    void aFullNameThatWasOnTheSameImageStays() {
        setting.store.put(FULL_NAME, IMAGE);

        setting.images.pull(REMOTE);

        assertThat(setting.store.names()).containsExactlyInAnyOrder(FULL_NAME, "app:v1");
    }

    @Test
    void aListenerThatThrowsIsThrownOnAndNothingIsLeft() {
        var error = new IllegalArgumentException("The listener has had enough");
        for (var listener : List.of(throwingAtPull(error), throwingAtStep(error))) {
            assertThatThrownBy(() -> setting.images.pull(REMOTE, LOCAL, listener))
                    .isSameAs(error);
            assertThat(setting.store.names()).isEmpty();
        }
    }

    private static ImageProgressListener throwingAtPull(RuntimeException error) {
        return new ImageProgressListener() {
            @Override
            public void pull(ImageProgressPull event) {
                throw error;
            }
        };
    }

    private static ImageProgressListener throwingAtStep(RuntimeException error) {
        return new ImageProgressListener() {
            @Override
            public void step(ImageProgressStep event) {
                throw error;
            }
        };
    }

    @Test
    void thePlatformIsPassedOnOnlyIfItWasSet() {
        setting.images.pull(REMOTE);
        assertThat(setting.store.transfers.get(0).platform()).isNull();

        var arm = Platform.parse("linux/arm64");
        try (var other = new Setting(builder -> builder.platform(arm))) {
            other.registry.put(REPOSITORY, "v1", IMAGE);
            other.images.pull(REMOTE);
            assertThat(other.store.transfers.get(0).platform()).isEqualTo(arm);
        }
    }
}
