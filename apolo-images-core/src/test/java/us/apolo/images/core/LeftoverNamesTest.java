package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.FULL_NAME;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Manifest;

/** Names that an engine which went away has kept. */
class LeftoverNamesTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest OTHER = MemoryRegistry.image("other", 4);

    private final Setting setting = new Setting();
    private final Logged logged = new Logged();

    LeftoverNamesTest() {
        setting.store.put("app:v1", IMAGE);
    }

    @AfterEach
    void close() {
        setting.close();
        logged.close();
    }

    private void leaveNameBehind() {
        setting.store.calls.on("untag", Calls.failing(TemporaryNameOfPushTest::gone));
        setting.images.push(LOCAL, REMOTE);
        assertThat(setting.store.names()).containsExactlyInAnyOrder("app:v1", FULL_NAME);
    }

    @Test
    void cleaningUpThatFailsAfterASuccessIsLoggedOnceAndIsNoFailure() {
        leaveNameBehind();

        assertThat(logged.warnings()).singleElement().asString().contains(FULL_NAME);
    }

    @Test
    void anUnexpectedErrorOfTheStoreWhileCleaningUpIsNoFailureEither() {
        setting.store.calls.on("untag", Calls.failing(() -> new UnsupportedOperationException("Odd")));

        assertThat(setting.images.push(LOCAL, REMOTE)).isSameAs(REMOTE);
        assertThat(logged.warnings()).hasSize(1);
    }

    @Test
    void theNameGoesAtTheNextTransferOfAnotherName() {
        leaveNameBehind();
        setting.store.calls.clear("untag");

        setting.images.push(LOCAL, REMOTE.withTag("v2"));

        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameGoesAtTheNextTransferOfTheSameName() {
        leaveNameBehind();
        setting.store.calls.clear("untag");

        setting.images.push(LOCAL, REMOTE);

        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theNameGoesWhenTheImagesAreClosed() {
        leaveNameBehind();
        setting.store.calls.clear("untag");

        setting.images.close();

        assertThat(setting.store.names()).containsExactly("app:v1");
        assertThat(logged.warnings()).hasSize(1);
    }

    @Test
    void aNameThatStaysForGoodIsSaidWhenTheImagesAreClosed() {
        leaveNameBehind();
        setting.images.close();

        assertThat(logged.warnings()).hasSize(2);
        assertThat(logged.warnings().get(1)).contains("stay").contains(FULL_NAME);
    }

    @Test
    void severalFailuresInARowStillPutTheNameBackOnWhatHadItFirst() {
        setting.store.put(FULL_NAME, OTHER);
        setting.store.calls.on(
                "middle", () -> setting.store.calls.on("tag", Calls.failing(TemporaryNameOfPushTest::gone)));
        setting.images.push(LOCAL, REMOTE);
        assertThat(setting.store.idOf(FULL_NAME)).isEmpty();
        setting.store.calls.clear("tag");
        setting.store.calls.on("untag", Calls.failing(TemporaryNameOfPushTest::gone));
        setting.images.push(LOCAL, REMOTE);
        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(IMAGE));

        setting.store.calls.clear("untag");
        setting.store.calls.clear("tag");
        setting.store.calls.clear("middle");
        setting.images.push(LOCAL, REMOTE.withTag("v2"));

        assertThat(setting.store.idOf(FULL_NAME)).contains(MemoryStore.id(OTHER));
    }

    @Test
    void aNameThatIsWantedNowIsNotTakenAwayForAnOlderFailure() {
        leaveNameBehind();
        setting.images.pull(REMOTE, MemoryStore.name(FULL_NAME));
        setting.store.calls.clear("untag");

        setting.images.close();

        assertThat(setting.store.names()).containsExactlyInAnyOrder("app:v1", FULL_NAME);
    }

    @Test
    void aNameInUseIsNotPutBackUnderItsUser() {
        leaveNameBehind();
        var there = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        setting.store.calls.on("middle of push " + FULL_NAME, () -> {
            there.countDown();
            Calls.await(goOn);
        });
        var first = Caller.start(() -> setting.images.push(LOCAL, REMOTE));
        Caller.await(there);
        setting.store.calls.clear("untag");

        setting.images.push(LOCAL, REMOTE.withTag("v2"));

        assertThat(setting.store.idOf(FULL_NAME)).isPresent();
        goOn.countDown();
        assertThat(first.join().failure()).isNull();
        setting.images.close();
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void anEngineThatDiesInAPushLeavesTheFirstErrorAndTheNameGoesLater() {
        var died = new TransferFailedException("The connection to the engine broke", null, null);
        setting.store.calls.on("middle", () -> {
            setting.store.calls.on("inspect", Calls.failing(TemporaryNameOfPushTest::gone));
            throw died;
        });
        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(died);
        assertThat(setting.store.names()).contains(FULL_NAME);
        setting.store.calls.clear("inspect");
        setting.store.calls.clear("middle");

        setting.images.push(LOCAL, REMOTE.withTag("v2"));

        assertThat(setting.store.names()).containsExactly("app:v1");
    }
}
