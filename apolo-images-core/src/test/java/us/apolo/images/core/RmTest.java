package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.MemoryRegistry.entry;
import static us.apolo.images.core.MemoryRegistry.index;
import static us.apolo.images.core.MemoryRegistry.refused;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.DeletionIncompleteException;
import us.apolo.images.Digest;
import us.apolo.images.DigestInUseException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Manifest;

/** A digest is deleted although the registry wants its tags to go first. */
class RmTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest OTHER = MemoryRegistry.image("other", 4);
    private static final Digest DIGEST = IMAGE.content().digest();

    private final Setting setting = new Setting();
    private final MemoryRegistry registry = setting.registry;

    RmTest() {
        registry.tagsFirst = true;
        registry.put(REPOSITORY, "a", IMAGE);
        registry.put(REPOSITORY, "other", OTHER);
        registry.put(REPOSITORY, "b", IMAGE);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private List<String> tags() {
        return setting.images.tags(UNTAGGED).stream().map(RemoteImage::tag).toList();
    }

    private void rm() {
        assertThat(setting.images.rm(UNTAGGED, DIGEST)).isEqualTo(DIGEST);
    }

    @Test
    void itsTagsGoFirstWhereTheRegistryWantsThatAndNoOthers() {
        rm();

        assertThat(tags()).containsExactly("other");
        assertThat(registry.calls.madeStarting("untag"))
                .containsExactly("untag " + REPOSITORY + " a", "untag " + REPOSITORY + " b");
    }

    @Test
    void whereTheRegistryTakesTheTagsAlongNothingElseIsAsked() {
        registry.tagsFirst = false;

        rm();

        assertThat(registry.calls.made()).containsExactly("delete " + REPOSITORY + " " + DIGEST);
    }

    @Test
    void aDigestThatIsClearedAwayWithItsLastTagIsDeleted() {
        registry.calls.on(
                "untag " + REPOSITORY + " b",
                () -> registry.calls.on(
                        "delete", Calls.failing(() -> MemoryRegistry.notFound(REPOSITORY, DIGEST.toString()))));

        rm();
    }

    @Test
    void aTagThatNamesAnotherImageByNowStays() {
        registry.calls.on("untag " + REPOSITORY + " a", () -> registry.put(REPOSITORY, "b", OTHER));

        rm();

        assertThat(tags()).containsExactly("other", "b");
    }

    @Test
    void aTagThatGoesAwayMeanwhileIsAsGood() {
        registry.calls.on("untag " + REPOSITORY + " a", () -> registry.removeTag(REPOSITORY, "a"));
        registry.calls.on("digest " + REPOSITORY + " b", () -> registry.removeTag(REPOSITORY, "b"));

        rm();

        assertThat(tags()).containsExactly("other");
    }

    @Test
    void aRegistryThatDeletesNothingSaysSoBeforeAnyTagIsLookedAt() {
        IntStream.range(0, 500).forEach(i -> registry.put(REPOSITORY, "t" + i, IMAGE));
        registry.calls.on("delete", Calls.failing(() -> refused(405, "UNSUPPORTED")));

        assertThatThrownBy(this::rm)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("405")
                .hasNoSuppressedExceptions();

        assertThat(registry.calls.made()).hasSize(2).allMatch(call -> call.startsWith("delete"));
    }

    @Test
    void aRefusalForAnotherReasonThanForWhatIsNotThereIsAboutTheDigest() {
        var refusals = new ArrayDeque<>(List.of(refused(400, "TAGGED"), refused(400, "DIGEST_INVALID")));
        registry.calls.on("delete", () -> {
            if (!refusals.isEmpty()) {
                throw refusals.remove();
            }
        });

        rm();
    }

    @Test
    void aRefusalOfWhatHasNoTagsIsThrownAsItIs() {
        var lone = MemoryRegistry.image("lone", 1);
        registry.putUntagged(lone);
        var error = refused(409, "LOCKED");
        registry.calls.on("delete " + REPOSITORY + " " + lone.content().digest(), Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.rm(UNTAGGED, lone.content().digest()))
                .isSameAs(error);
    }

    @Test
    void anIndexThatHasItAsAPartIsNamedAndNothingIsDeleted() {
        registry.put(REPOSITORY, "multi", index("multi", entry(IMAGE, "linux/amd64")));

        assertThatThrownBy(this::rm).isInstanceOfSatisfying(DigestInUseException.class, e -> {
            assertThat(e.indexes()).containsExactly("multi");
            assertThat(e).hasCauseInstanceOf(RegistryRefusedException.class).hasMessageContaining("TAGGED");
        });
        assertThat(tags()).containsExactly("a", "other", "b", "multi");
    }

    @Test
    void whereTagsCannotBeDeletedEitherTheFirstRefusalIsThrownAndNothingIsLost() {
        registry.deletesTags = false;

        assertThatThrownBy(this::rm)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("TAGGED");

        assertThat(tags()).containsExactly("a", "other", "b");
    }

    @Test
    void whatKeepsTheFirstTagFromBeingDeletedIsSuppressedInTheRefusal() {
        var forbidden = new NotAuthorizedException("Not yours", null, null);
        registry.calls.on("untag", Calls.failing(() -> forbidden));

        assertThatThrownBy(this::rm)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("TAGGED")
                .hasSuppressedException(forbidden);
        assertThat(tags()).containsExactly("a", "other", "b");
    }

    @Test
    void whatKeepsTheTagsFromBeingLookedAtIsSuppressedInTheRefusal() {
        var down = new RegistryUnavailableException("It is down", null, null);
        registry.calls.on("manifest", Calls.failing(() -> down));

        assertThatThrownBy(this::rm)
                .isInstanceOf(RegistryRefusedException.class)
                .hasSuppressedException(down);
    }

    @Test
    void aFailureHalfwaySaysWhatIsGone() {
        var down = new RegistryUnavailableException("It is down", null, null);
        registry.calls.on("untag " + REPOSITORY + " b", Calls.failing(() -> down));

        assertThatThrownBy(this::rm).isInstanceOfSatisfying(DeletionIncompleteException.class, e -> {
            assertThat(e.deletedTags()).containsExactly("a");
            assertThat(e.digest()).isEqualTo(DIGEST);
            assertThat(e).hasCause(down);
        });
        assertThat(tags()).containsExactly("other", "b");
    }

    @Test
    void aRefusalAfterAllSaysThatTheTagsAreGone() {
        var error = refused(400, "PART_OF_AN_INDEX");
        registry.calls.on(
                "untag " + REPOSITORY + " b",
                () -> registry.calls.on("delete " + REPOSITORY + " " + DIGEST, Calls.failing(() -> error)));

        assertThatThrownBy(this::rm).isInstanceOfSatisfying(DeletionIncompleteException.class, e -> {
            assertThat(e.deletedTags()).containsExactly("a", "b");
            assertThat(e).hasCause(error);
        });
    }

    @Test
    void anInterruptHalfwaySaysWhatIsGone() {
        var there = new CountDownLatch(1);
        registry.calls.on("untag " + REPOSITORY + " b", Calls.blocking(there));
        var caller = Caller.start(this::rm);
        Caller.await(there);

        caller.interrupt();

        assertThat(caller.join().failure())
                .isInstanceOf(OperationCancelledException.class)
                .hasMessageContaining("the tags a have been deleted")
                .hasCauseInstanceOf(DeletionIncompleteException.class);
        assertThat(caller.wasInterrupted()).isTrue();
    }

    @Test
    void anInterruptBeforeTheFirstTagIsJustThat() {
        var there = new CountDownLatch(1);
        registry.calls.on("untag " + REPOSITORY + " a", Calls.blocking(there));
        var caller = Caller.start(this::rm);
        Caller.await(there);

        caller.interrupt();

        assertThat(caller.join().failure()).isInstanceOf(OperationCancelledException.class);
        assertThat(tags()).containsExactly("a", "other", "b");
    }
}
