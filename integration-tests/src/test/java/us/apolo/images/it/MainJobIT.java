package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.DigestInUseException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.TagResult;

/** Every operation of the specification. */
@OnEveryPair
class MainJobIT {
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final Images images;
    private List<String> namesBefore = List.of();

    MainJobIT(AdapterPair adapters, RealServices services) {
        this.services = services;
        this.images = services.images(adapters, project);
    }

    @BeforeEach
    void makeImage() {
        services.makeSmall("job:v1", 7);
        namesBefore = services.names();
    }

    @AfterEach
    void close() {
        images.close();
    }

    private RemoteImage remote(String name) {
        return images.parser().remoteImage("image:" + name);
    }

    @Test
    void pushesWithoutATargetToTheCurrentProject() {
        var remote = images.push(new LocalImage("job", "v1"));

        assertThat(remote).hasToString("image://main/acme/" + project + "/job:v1");
        assertThat(images.digest(remote).algorithm()).isEqualTo("sha256");
        assertThat(services.names()).isEqualTo(namesBefore);
    }

    @Test
    void pushesToATargetWithSeveralSegments() {
        var target = remote("deep/er/name:v2");

        assertThat(images.push(new LocalImage("job", "v1"), target)).isEqualTo(target);
        assertThat(images.tags(target.withoutTag())).containsExactly(target);
        assertThat(services.names()).isEqualTo(namesBefore);
    }

    @Test
    void pullsWithoutATargetUnderTheNameAlone() {
        var remote = images.push(new LocalImage("job", "v1"), remote("fetched:v3"));

        var local = images.pull(remote);

        assertThat(local).isEqualTo(new LocalImage("fetched", "v3"));
        assertThat(services.names())
                .containsAll(namesBefore)
                .contains("fetched:v3")
                .hasSize(namesBefore.size() + 1);
        services.engine().remove("fetched:v3");
    }

    @Test
    void pullsToATarget() {
        var remote = images.push(new LocalImage("job", "v1"), remote("fetched:v4"));
        var target = new LocalImage("elsewhere/under-another-name", "v9");

        assertThat(images.pull(remote, target)).isEqualTo(target);
        assertThat(services.names()).contains("elsewhere/under-another-name:v9").hasSize(namesBefore.size() + 1);
        services.engine().remove(target.toString());
    }

    @Test
    void pullsUnderTheFullNameAndKeepsItWhenThatIsWhatWasAskedFor() {
        var remote = images.push(new LocalImage("job", "v1"), remote("full:v1"));
        var target = images.parser().localImage(remote.asDockerUrl());

        images.pull(remote, target);

        assertThat(services.names()).contains(target.toString()).hasSize(namesBefore.size() + 1);
        services.engine().remove(target.toString());
    }

    @Test
    void listsThePushedImageWithoutATag() {
        var remote = images.push(new LocalImage("job", "v1"), remote("listed/here:v1"));

        assertThat(images.list()).contains(remote.withoutTag());
        assertThat(images.list(RealServices.CLUSTER)).contains(remote.withoutTag());
        try (var stream = images.listStream()) {
            assertThat(stream).contains(remote.withoutTag());
        }
    }

    @Test
    void givesTagsSizesAndInfo() {
        var one = images.push(new LocalImage("job", "v1"), remote("sized:v1"));
        var two = images.push(new LocalImage("job", "v1"), remote("sized:v2"));

        assertThat(images.tags(one.withoutTag())).containsExactlyInAnyOrder(one, two);
        try (var stream = images.tagsStream(one.withoutTag())) {
            assertThat(stream).containsExactlyInAnyOrder(one, two);
        }
        var size = images.size(one);
        assertThat(size).isBetween(100L, 2_000L);
        assertThat(images.tagInfo(one)).isEqualTo(new Tag("v1", size));
        assertThat(images.tagInfos(one.withoutTag()))
                .containsExactlyInAnyOrder(new Tag("v1", size), new Tag("v2", size));
    }

    @Test
    void deletesByDigestAndSaysWhatItDeleted() {
        var remote = images.push(new LocalImage("job", "v1"), remote("doomed:v1"));
        var digest = images.digest(remote);

        assertThat(images.rm(remote, digest)).isEqualTo(digest);
        assertThatThrownBy(() -> images.digest(remote)).isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> images.rm(remote, digest)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void deletesATagUnlessOthersWouldGoWithIt() {
        var one = images.push(new LocalImage("job", "v1"), remote("tagged:v1"));
        var two = images.push(new LocalImage("job", "v1"), remote("tagged:v2"));
        services.makeSmall("job:other", 8);
        var other = images.push(new LocalImage("job", "other"), remote("tagged:other"));
        services.engine().remove("job:other");
        var digest = images.digest(other);

        // Debian's registry cannot delete a tag alone.
        assertThatThrownBy(() -> images.rmTag(one)).isInstanceOfSatisfying(DigestInUseException.class, e -> {
            assertThat(e.tags()).containsExactly("v2");
            assertThat(e.digest()).isEqualTo(images.digest(one));
        });
        assertThat(images.rmTag(other)).isEqualTo(digest);

        assertThat(images.tags(one.withoutTag())).containsExactlyInAnyOrder(one, two);
        assertThatThrownBy(() -> images.rmTag(other)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void givesTheInfoOfEachTagInItsPlace() {
        var one = images.push(new LocalImage("job", "v1"), remote("results:v1"));

        assertThat(images.tagInfoResults(one.withoutTag()))
                .containsExactly(new TagResult.Known(images.tagInfo(one), images.digest(one)));
    }

    @Test
    void doesTheSameInTheBackground() {
        var remote = images.async()
                .push(new LocalImage("job", "v1"), remote("later:v1"))
                .join();

        assertThat(images.async().digest(remote).join()).isEqualTo(images.digest(remote));
        assertThat(images.async().tagInfos(remote.withoutTag()).join()).hasSize(1);
        assertThat(images.async().rm(remote, images.digest(remote)).join()).isNotNull();
    }

    @Test
    void aNameThatWasThereBeforeStaysOnItsImage() {
        var remote = remote("kept:v1");
        services.makeSmall(remote.asDockerUrl(), 99);
        var before = services.engine()
                .docker("images", "--no-trunc", "--quiet", remote.asDockerUrl())
                .run()
                .output();

        images.push(new LocalImage("job", "v1"), remote);
        images.pull(remote, new LocalImage("pulled-beside", "v1"));

        var after = services.engine()
                .docker("images", "--no-trunc", "--quiet", remote.asDockerUrl())
                .run()
                .output();
        assertThat(after).isEqualTo(before).isNotBlank();
        assertThat(digests("job:v1")).doesNotContain(services.registry().authority());
        services.engine().remove(remote.asDockerUrl());
        services.engine().remove("pulled-beside:v1");
    }

    @Test
    void noDigestReferenceStaysBehindEither() {
        var remote = images.push(new LocalImage("job", "v1"), remote("trace:v1"));
        images.pull(remote, new LocalImage("traceless", "v1"));

        assertThat(digests("traceless:v1")).doesNotContain(services.registry().authority());
        services.engine().remove("traceless:v1");
    }

    private String digests(String image) {
        return services.engine()
                .docker("image", "inspect", "--format", "{{.RepoDigests}}", image)
                .run()
                .output();
    }
}
