package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.MemoryRegistry.entry;
import static us.apolo.images.core.MemoryRegistry.index;
import static us.apolo.images.core.MemoryRegistry.refused;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.DigestInUseException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Manifest;

/** One tag is deleted, whichever way the registry can. */
class RmTagTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Manifest OTHER = MemoryRegistry.image("other", 4);
    private static final Digest DIGEST = IMAGE.content().digest();

    private final Setting setting = new Setting();
    private final MemoryRegistry registry = setting.registry;

    RmTagTest() {
        registry.put(REPOSITORY, "v1", IMAGE);
        registry.put(REPOSITORY, "other", OTHER);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private List<String> tags() {
        return setting.images.tags(UNTAGGED).stream().map(RemoteImage::tag).toList();
    }

    @Test
    void aTagGoesAloneWhereTheRegistryCanAndNothingElseIsAsked() {
        registry.put(REPOSITORY, "v2", IMAGE);

        assertThat(setting.images.rmTag(REMOTE)).isEqualTo(DIGEST);

        assertThat(registry.calls.made())
                .containsExactly("digest " + REPOSITORY + " v1", "untag " + REPOSITORY + " v1");
        assertThat(tags()).containsExactly("other", "v2");
    }

    @Test
    void theFutureDoesTheSame() {
        assertThat(setting.images.async().rmTag(REMOTE).join()).isEqualTo(DIGEST);
        assertThat(tags()).containsExactly("other");
    }

    @Test
    void aTagThatIsNotThereIsNotFoundAndNothingIsDeleted() {
        assertThatThrownBy(() -> setting.images.rmTag(UNTAGGED.withTag("none")))
                .isInstanceOf(ImageNotFoundException.class);
        assertThat(registry.calls.madeStarting("untag")).isEmpty();
    }

    @Test
    void aTagThatGoesAwayMeanwhileIsAsGood() {
        registry.calls.on("untag", () -> registry.removeTag(REPOSITORY, "v1"));

        assertThat(setting.images.rmTag(REMOTE)).isEqualTo(DIGEST);
    }

    @Test
    void whereATagCannotGoAloneTheDigestGoesIfNobodyElseNeedsIt() {
        registry.deletesTags = false;

        assertThat(setting.images.rmTag(REMOTE)).isEqualTo(DIGEST);

        assertThat(tags()).containsExactly("other");
        assertThat(registry.calls.madeStarting("delete " + REPOSITORY + " " + DIGEST))
                .hasSize(1);
    }

    @Test
    void whereOtherTagsWouldGoWithItTheyAreNamedAndNothingIsDeleted() {
        registry.deletesTags = false;
        registry.put(REPOSITORY, "v2", IMAGE);
        registry.put(REPOSITORY, "v3", IMAGE);

        assertThatThrownBy(() -> setting.images.rmTag(REMOTE)).isInstanceOfSatisfying(DigestInUseException.class, e -> {
            assertThat(e.tags()).containsExactly("v2", "v3");
            assertThat(e.indexes()).isEmpty();
            assertThat(e.digest()).isEqualTo(DIGEST);
            assertThat(e.image()).isEqualTo(REMOTE.toString());
            assertThat(e).hasMessageContainingAll("v2, v3", "rm(image, digest)");
        });
        assertThat(tags()).containsExactly("v1", "other", "v2", "v3");
    }

    @Test
    void anIndexThatHasItAsAPartKeepsIt() {
        registry.deletesTags = false;
        var inner = index("inner", entry(IMAGE, "linux/amd64"));
        registry.putUntagged(inner);
        registry.put(REPOSITORY, "multi", index("multi", entry(IMAGE, "linux/amd64"), entry(OTHER, "linux/arm64")));
        registry.put(
                REPOSITORY,
                "nested",
                index("nested", MemoryRegistry.part(inner, "application/vnd.oci.image.index.v1+json")));

        assertThatThrownBy(() -> setting.images.rmTag(REMOTE)).isInstanceOfSatisfying(DigestInUseException.class, e -> {
            assertThat(e.tags()).isEmpty();
            assertThat(e.indexes()).containsExactly("multi", "nested");
        });
        assertThat(tags()).contains("v1");
    }

    @Test
    void whatCannotBeReadAmongTheTagsIsComparedByItsDigestAlone() {
        registry.deletesTags = false;
        registry.put(REPOSITORY, "strange", OTHER);
        registry.put(REPOSITORY, "same", IMAGE);
        var unreadable = new RegistryProtocolException("neither layers nor manifests", null, null);
        registry.calls.on("manifest " + REPOSITORY + " s", Calls.failing(() -> unreadable));

        assertThatThrownBy(() -> setting.images.rmTag(REMOTE))
                .isInstanceOfSatisfying(
                        DigestInUseException.class, e -> assertThat(e.tags()).containsExactly("same"));
    }

    @Test
    void aRegistryThatDeletesNothingSaysSoBeforeAnyTagIsLookedAt() {
        registry.deletesTags = false;
        IntStream.range(0, 500).forEach(i -> registry.put(REPOSITORY, "t" + i, IMAGE));
        registry.calls.on("delete", Calls.failing(() -> refused(405, "UNSUPPORTED")));

        assertThatThrownBy(() -> setting.images.rmTag(REMOTE))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("405");

        assertThat(registry.calls.made()).hasSize(3).noneMatch(call -> call.startsWith("tag"));
    }

    @Test
    void aFailureAmongTheOtherTagsIsThrownAndNothingIsDeleted() {
        registry.deletesTags = false;
        var down = new RegistryUnavailableException("It is down", null, null);
        registry.calls.on("manifest " + REPOSITORY + " other", Calls.failing(() -> down));

        assertThatThrownBy(() -> setting.images.rmTag(REMOTE)).isSameAs(down);

        assertThat(tags()).containsExactly("v1", "other");
    }

    @Test
    void aTagThatIsMovedMeanwhileIsLookedUpAgain() {
        registry.deletesTags = false;
        var third = MemoryRegistry.image("third", 5);
        registry.calls.on(
                "manifest " + REPOSITORY + " other", Calls.at(1, () -> registry.put(REPOSITORY, "v1", third)));

        assertThat(setting.images.rmTag(REMOTE)).isEqualTo(third.content().digest());

        assertThat(tags()).containsExactly("other");
        assertThat(registry.calls.madeStarting("delete " + REPOSITORY + " " + DIGEST))
                .isEmpty();
    }

    @Test
    void aTagThatGoesAwayWhileTheOthersAreLookedAtNeedsNoDeletion() {
        registry.deletesTags = false;
        registry.calls.on("manifest " + REPOSITORY + " other", () -> registry.removeTag(REPOSITORY, "v1"));

        assertThat(setting.images.rmTag(REMOTE)).isEqualTo(DIGEST);

        assertThat(registry.calls.madeStarting("delete " + REPOSITORY + " " + DIGEST))
                .isEmpty();
    }

    @Test
    void aDigestThatIsNotFoundWhileItsTagStaysIsAnError() {
        registry.deletesTags = false;
        registry.calls.on(
                "delete " + REPOSITORY + " " + DIGEST,
                Calls.failing(() -> MemoryRegistry.notFound(REPOSITORY, DIGEST.toString())));

        assertThatThrownBy(() -> setting.images.rmTag(REMOTE)).isInstanceOf(ImageNotFoundException.class);
    }
}
