package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** Lists of tags and repositories, longer than a page. */
abstract class RegistryNameTests extends RegistryManifestTests {
    /** More than two pages, if the registry under test has pages of five names or so. */
    private static final int MANY = 12;

    @Test
    final void allTagsAreListed() {
        var repository = newRepository();
        var image = ContractImage.of(20, true);
        image.writeBlobs(port(), repository);
        var expected = IntStream.range(0, MANY).mapToObj("v%02d"::formatted).toList();
        // From the last to the first, so that sorted is not just the order in which they came.
        for (var i = MANY - 1; i >= 0; i--) {
            port().putManifest(
                            repository,
                            Reference.tag(expected.get(i)),
                            image.manifest().content());
        }

        try (var tags = port().tags(repository)) {
            var listed = tags.toList();
            assertEquals(
                    expected,
                    traits().sortsTags() ? listed : listed.stream().sorted().toList());
        }
    }

    @Test
    final void aListCanBeClosedBeforeItsEnd() {
        var paths = newRepositories();
        try (var names = port().repositories(registry())) {
            assertEquals(1, names.limit(1).count());
        }
        try (var names = port().repositories(registry())) {
            assertTrue(names.iterator().hasNext());
        }
        port().repositories(registry()).close();
        try (var tags = port().tags(repository(paths.get(0)))) {
            assertEquals(List.of("v1"), tags.toList());
        }
    }

    @Test
    final void allRepositoriesAreListedInOrder() {
        var expected = newRepositories();

        try (var names = port().repositories(registry())) {
            var listed = names.toList();
            assertEquals(expected, listed.stream().filter(expected::contains).toList());
            assertEquals(listed.stream().distinct().toList(), listed, "each once");
        }
    }

    /** As many repositories as take several pages, with one image in each. */
    final List<String> newRepositories() {
        var image = ContractImage.of(21, true);
        var paths = new ArrayList<String>();
        for (var i = 0; i < MANY; i++) {
            var repository = newRepository();
            image.put(port(), repository, Reference.tag("v1"));
            paths.add(repository.path());
        }
        return paths;
    }

    @Test
    final void aRepositoryThatNeverWasHasNoTagsToList() {
        var repository = newRepository();
        assertNotFound(repository.path(), () -> list(repository));
    }

    @Test
    final void aRepositoryWithBlobsAloneHasNoTagsToList() {
        var repository = newRepository();
        ContractImage.of(22, true).writeBlobs(port(), repository);
        assertNotFound(repository.path(), () -> list(repository));
    }

    @Test
    final void aRepositoryWhoseLastTagIsGoneHasNone() {
        var repository = newRepository();
        var image = ContractImage.of(23, true);
        image.put(port(), repository, Reference.tag("v1"));

        if (!traits().deletesManifests()) {
            assertThrows(RegistryRefusedException.class, () -> port().deleteManifest(repository, image.digest()));
            assertEquals(List.of("v1"), list(repository));
            return;
        }
        port().deleteManifest(repository, image.digest());

        if (traits().keepsEmptyRepositories()) {
            assertEquals(List.of(), list(repository));
        } else {
            assertNotFound(repository.path(), () -> list(repository));
        }
    }

    private List<String> list(Repository repository) {
        try (var tags = port().tags(repository)) {
            return tags.toList();
        }
    }

    @Test
    final void aNameOutsideTheGrammarIsNoRepository() {
        var repository = repository("Contract/UPPER");
        // Some registries say that there is no such thing, some that there cannot be.
        assertThrows(
                RegistryRefusedException.class,
                () -> port().writeBlob(repository, ContractImage.of(24, true).digest(), HttpBody.of(new byte[0])));
    }
}
