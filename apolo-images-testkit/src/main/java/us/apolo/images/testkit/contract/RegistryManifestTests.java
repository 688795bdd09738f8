package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.Platform;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** Manifests and indexes: stored, found, moved, deleted. */
abstract class RegistryManifestTests extends RegistryUnderTest {
    private static final Digest NOTHING = Digest.sha256("nothing".getBytes(StandardCharsets.UTF_8));
    private static final Reference V1 = Reference.tag("v1");

    @Test
    final void anImageOfEitherFamilyIsFoundByTagAndDigest() {
        for (var oci : List.of(true, false)) {
            var repository = newRepository();
            var image = ContractImage.of(1, oci);

            assertEquals(image.digest(), image.put(port(), repository, V1));

            assertStored(image.manifest(), repository, V1);
            assertStored(image.manifest(), repository, Reference.digest(image.digest()));
        }
    }

    @Test
    final void anIndexOfEitherFamilyIsFoundByTagAndDigest() {
        for (var oci : List.of(true, false)) {
            var repository = newRepository();
            var image = ContractImage.of(2, oci);
            image.put(port(), repository, Reference.digest(image.digest()));
            var index = image.index(oci);
            var digest = index.content().digest();

            assertEquals(digest, port().putManifest(repository, V1, index.content()));

            assertStored(index, repository, V1);
            assertStored(index, repository, Reference.digest(digest));
            var read = assertInstanceOf(Manifest.Index.class, port().manifest(repository, V1));
            assertEquals(Platform.LINUX_AMD64, read.manifests().get(0).platform());
        }
    }

    private void assertStored(Manifest expected, Repository repository, Reference reference) {
        assertEquals(expected.content().digest(), port().digest(repository, reference));
        var read = port().manifest(repository, reference);
        assertEquals(expected, read);
        assertEquals(expected.content().mediaType(), read.content().mediaType());
        assertArrayEquals(expected.content().bytes(), read.content().bytes());
    }

    @Test
    final void whatIsStoredByDigestHasNoTag() {
        var repository = newRepository();
        var tagged = ContractImage.of(3, true);
        var bare = ContractImage.of(4, true);
        tagged.put(port(), repository, V1);

        assertEquals(bare.digest(), bare.put(port(), repository, Reference.digest(bare.digest())));

        try (var tags = port().tags(repository)) {
            assertEquals(List.of("v1"), tags.toList());
        }
    }

    @Test
    final void aTagMovesAndTheOldImageStays() {
        var repository = newRepository();
        var older = ContractImage.of(5, true);
        var newer = ContractImage.of(6, false);
        older.put(port(), repository, V1);

        newer.put(port(), repository, V1);

        assertEquals(newer.digest(), port().digest(repository, V1));
        assertEquals(older.digest(), port().digest(repository, Reference.digest(older.digest())));
    }

    @Test
    final void whatIsNotThereIsNotFound() {
        var repository = newRepository();
        ContractImage.of(7, true).put(port(), repository, V1);
        var elsewhere = newRepository();

        for (var reference : List.of(Reference.tag("v2"), Reference.digest(NOTHING))) {
            assertNotFound(reference.text(), () -> port().digest(repository, reference));
            assertNotFound(reference.text(), () -> port().manifest(repository, reference));
            assertNotFound(elsewhere.path(), () -> port().digest(elsewhere, reference));
            assertNotFound(elsewhere.path(), () -> port().manifest(elsewhere, reference));
        }
    }

    @Test
    final void anImageIsDeletedWithItsTagsAndNoOther() {
        var repository = newRepository();
        var image = ContractImage.of(8, true);
        var other = ContractImage.of(9, true);
        image.put(port(), repository, V1);
        image.put(port(), repository, Reference.tag("v2"));
        other.put(port(), repository, Reference.tag("other"));

        if (!traits().deletesManifests()) {
            assertThrows(RegistryRefusedException.class, () -> port().deleteManifest(repository, image.digest()));
            assertEquals(image.digest(), port().digest(repository, V1));
            return;
        }
        port().deleteManifest(repository, image.digest());

        for (var reference : List.of(V1, Reference.tag("v2"), Reference.digest(image.digest()))) {
            assertNotFound(reference.text(), () -> port().digest(repository, reference));
        }
        assertEquals(other.digest(), port().digest(repository, Reference.tag("other")));
        assertNotFound(image.digest().toString(), () -> port().deleteManifest(repository, image.digest()));
    }

    @Test
    final void aTagIsDeletedAloneOrNotAtAll() {
        var repository = newRepository();
        var image = ContractImage.of(15, true);
        var other = Reference.tag("v2");
        image.put(port(), repository, V1);
        image.put(port(), repository, other);

        assertEquals(traits().deletesTags(), port().deleteTag(repository, "v1"));

        if (traits().deletesTags()) {
            assertNotFound("v1", () -> port().digest(repository, V1));
        } else {
            assertEquals(image.digest(), port().digest(repository, V1));
        }
        assertEquals(image.digest(), port().digest(repository, other));
        assertEquals(image.digest(), port().digest(repository, Reference.digest(image.digest())));
    }

    @Test
    final void theLastTagGoesWithoutItsImage() {
        var repository = newRepository();
        var image = ContractImage.of(16, true);
        image.put(port(), repository, V1);

        var deleted = port().deleteTag(repository, "v1");

        assertEquals(traits().deletesTags(), deleted);
        assertEquals(image.digest(), port().digest(repository, Reference.digest(image.digest())));
        if (deleted && !traits().keepsEmptyRepositories()) {
            assertNotFound(repository.path(), () -> port().tags(repository).toList());
        }
    }

    @Test
    final void aTagThatIsNotThereIsNotDeleted() {
        var repository = newRepository();
        ContractImage.of(17, true).put(port(), repository, V1);

        if (traits().deletesTags()) {
            assertNotFound("v2", () -> port().deleteTag(repository, "v2"));
            assertNotFound("v1", () -> port().deleteTag(newRepository(), "v1"));
        } else {
            assertFalse(port().deleteTag(repository, "v2"));
        }
        assertEquals(ContractImage.of(17, true).digest(), port().digest(repository, V1));
    }

    @Test
    final void whatIsNotThereCannotBeDeleted() {
        var repository = newRepository();
        ContractImage.of(10, true).put(port(), repository, V1);

        if (traits().deletesManifests()) {
            assertNotFound(NOTHING.toString(), () -> port().deleteManifest(repository, NOTHING));
            assertNotFound(NOTHING.toString(), () -> port().deleteManifest(newRepository(), NOTHING));
        } else {
            assertThrows(RegistryRefusedException.class, () -> port().deleteManifest(repository, NOTHING));
        }
    }

    @Test
    final void aManifestWithoutItsBlobsIsRefused() {
        var repository = newRepository();
        var image = ContractImage.of(11, true);

        assertThrows(
                RegistryRefusedException.class,
                () -> port().putManifest(repository, V1, image.manifest().content()));

        assertNotFound("v1", () -> port().digest(repository, V1));
        image.put(port(), repository, V1);
        assertEquals(image.digest(), port().digest(repository, V1));
    }

    @Test
    final void anIndexWithoutItsImagesIsRefused() {
        var repository = newRepository();
        var image = ContractImage.of(12, true);
        image.writeBlobs(port(), repository);

        assertThrows(
                RegistryRefusedException.class,
                () -> port().putManifest(repository, V1, image.index(true).content()));

        assertNotFound("v1", () -> port().digest(repository, V1));
    }

    @Test
    final void aManifestOfAnotherDigestIsRefused() {
        var repository = newRepository();
        var image = ContractImage.of(13, true);
        image.writeBlobs(port(), repository);

        assertThrows(
                RegistryRefusedException.class,
                () -> port().putManifest(
                                repository,
                                Reference.digest(NOTHING),
                                image.manifest().content()));

        assertNotFound(image.digest().toString(), () -> port().digest(repository, Reference.digest(image.digest())));
    }

    @Test
    final void whatIsNoManifestIsRefused() {
        var repository = newRepository();
        var image = ContractImage.of(14, true);
        image.writeBlobs(port(), repository);
        var content = image.manifest().content();
        var docker = ContractImage.of(14, false).manifest().content();

        for (var bad : List.of(
                new ManifestContent(docker.mediaType(), "{}".getBytes(StandardCharsets.UTF_8)),
                new ManifestContent(content.mediaType(), "not JSON".getBytes(StandardCharsets.UTF_8)),
                new ManifestContent(docker.mediaType(), content.bytes()),
                new ManifestContent("text/plain", content.bytes()))) {
            assertThrows(RegistryRefusedException.class, () -> port().putManifest(repository, V1, bad), bad::toString);
        }
        assertNotFound("v1", () -> port().digest(repository, V1));
    }
}
