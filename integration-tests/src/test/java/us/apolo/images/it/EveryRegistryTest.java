package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Digest;
import us.apolo.images.DigestInUseException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RecordedRequest;
import us.apolo.images.testkit.TestImage;

/** Every operation before every registry that people have, over each transport. */
@ParameterizedClass(name = "{0} over {1}")
@MethodSource("registriesAndTransports")
@Timeout(60)
class EveryRegistryTest {
    private static final LocalImage LOCAL = new LocalImage("app", "v1");
    private static final List<String> TAGS = List.of("v1", "v2", "v3", "v4", "v5");

    private final KnownRegistry registry;
    private final PlayedRegistry played;
    private final HttpTransport transport;
    private final InMemoryStore store = new InMemoryStore();
    private final Images images;
    private final TestImage image = TestImage.builder().layers(2, 1_000).oci().build();
    private final TestImage multi = TestImage.index(
            TestImage.builder().seed(2).build(), TestImage.builder().seed(3).build());

    EveryRegistryTest(KnownRegistry registry, Transport transport) {
        this.registry = registry;
        this.played = new PlayedRegistry(registry);
        this.transport = transport.provider().create(HttpTransportConfig.DEFAULT);
        this.images = ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("cloud", played.server().uri())
                        .organization("acme")
                        .project("ml")
                        .build())
                .credentials(played.credentials())
                .transport(this.transport)
                .localStore(store)
                .build();
        store.add(LOCAL, image);
    }

    static Stream<Arguments> registriesAndTransports() {
        return Arrays.stream(KnownRegistry.values())
                .flatMap(registry ->
                        Arrays.stream(Transport.values()).map(transport -> Arguments.of(registry, transport)));
    }

    @AfterEach
    void close() {
        images.close();
        transport.close();
        played.close();
    }

    private RemoteImage remote(String nameAndTag) {
        return images.parser().remoteImage("image:" + nameAndTag);
    }

    /** An image that is on the registry under all tags. */
    private RemoteImage tagged(String name) {
        TAGS.forEach(tag -> played.server().put("acme/ml/" + name, tag, image));
        return remote(name + ":v1");
    }

    private Digest alone(String name, String tag, long seed) {
        return played.server()
                .put("acme/ml/" + name, tag, TestImage.builder().seed(seed).build());
    }

    @Test
    void everyDifferenceOfTheRegistryIsMetInTheWholeJob() {
        pushesAndPulls();
        tellsDigestSizeAndTags();
        listsRepositories();
        deletesADigestWithAllItsTags();
        deletesOneTag();
        knowsAnImageWithoutTags();
        registry.beyond(images, tagged("beyond"), played);

        assertThat(played.met())
                .isNotEmpty()
                .allSatisfy(
                        (difference, times) -> assertThat(times).as(difference).isPositive());
    }

    @Test
    void pushesAndPulls() {
        var remote = images.push(LOCAL);
        var pulled = images.pull(remote, new LocalImage("pulled", "v1"));

        assertThat(played.server().digest("acme/ml/app", "v1")).isEqualTo(image.digest());
        assertThat(store.manifestDigest(pulled)).contains(image.digest());
    }

    @Test
    void tellsDigestSizeAndTags() {
        var remote = tagged("told");
        played.server().put("acme/ml/told", "multi", multi);

        assertThat(images.digest(remote)).isEqualTo(image.digest());
        assertThat(images.digest(remote.withTag("multi"))).isEqualTo(multi.digest());
        assertThat(images.size(remote)).isEqualTo(image.size());
        assertThat(images.tags(remote.withoutTag()))
                .extracting(RemoteImage::tag)
                .containsExactlyInAnyOrder("multi", "v1", "v2", "v3", "v4", "v5");
        assertThat(images.tagInfos(remote.withoutTag()))
                .hasSize(6)
                .contains(new Tag("multi", multi.images().get(0).size()), new Tag("v5", image.size()));
        assertThatThrownBy(() -> images.digest(remote.withTag("none"))).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void listsRepositories() {
        var remote = tagged("listed").withoutTag();

        if (registry.lists()) {
            assertThat(images.list()).contains(remote);
        } else {
            assertThatThrownBy(images::list)
                    .isInstanceOf(RegistryRefusedException.class)
                    .hasMessageContaining("does not list");
        }
    }

    @Test
    void deletesADigestWithAllItsTags() {
        var remote = tagged("doomed");
        alone("doomed", "other", 7);

        if (!registry.deletes()) {
            assertRefused(() -> images.rm(remote, image.digest()), "doomed", 6);
            return;
        }
        assertThat(images.rm(remote, image.digest())).isEqualTo(image.digest());

        assertThat(played.server().tags("acme/ml/doomed")).containsExactly("other");
        assertThatThrownBy(() -> images.rm(remote, image.digest())).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void deletesOneTag() {
        var remote = tagged("shrinking");
        var lone = alone("shrinking", "lone", 7);

        if (!registry.deletes()) {
            assertRefused(() -> images.rmTag(remote), "shrinking", 6);
            return;
        }
        assertThat(images.rmTag(remote.withTag("lone"))).isEqualTo(lone);
        assertThat(played.server().tags("acme/ml/shrinking")).containsExactlyElementsOf(TAGS);

        if (registry.deletesTags()) {
            assertThat(images.rmTag(remote)).isEqualTo(image.digest());
            assertThat(played.server().tags("acme/ml/shrinking")).containsExactly("v2", "v3", "v4", "v5");
        } else {
            assertThatThrownBy(() -> images.rmTag(remote))
                    .isInstanceOfSatisfying(
                            DigestInUseException.class,
                            e -> assertThat(e.tags()).containsExactly("v2", "v3", "v4", "v5"));
            assertThat(played.server().tags("acme/ml/shrinking")).containsExactlyElementsOf(TAGS);
        }
    }

    /** Refused at once: no tag is looked at for it. */
    private void assertRefused(Runnable deletion, String name, int tags) {
        var before = played.server().requests().size();
        assertThatThrownBy(deletion::run)
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("405");
        assertThat(played.server().requests().stream().skip(before))
                .hasSizeLessThanOrEqualTo(3)
                .extracting(RecordedRequest::method)
                .doesNotContain("GET");
        assertThat(played.server().tags("acme/ml/" + name)).hasSize(tags);
    }

    @Test
    void knowsAnImageWithoutTags() {
        if (!registry.deletes()) {
            return;
        }
        alone("emptied", "v1", 9);
        var emptied = remote("emptied:v1");
        images.rmTag(emptied);

        if (registry.keepsEmptyRepositories()) {
            assertThat(images.tags(emptied.withoutTag())).isEmpty();
        } else {
            assertThatThrownBy(() -> images.tags(emptied.withoutTag())).isInstanceOf(ImageNotFoundException.class);
        }
    }
}
