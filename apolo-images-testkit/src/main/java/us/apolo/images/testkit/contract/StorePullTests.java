package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Platform;
import us.apolo.images.testkit.TestImage;

/** Pulls that go well. */
abstract class StorePullTests extends StoreNameTests {
    private static final Platform ARM = Platform.parse("linux/arm64");

    private static TestImage newIndex() {
        return TestImage.index(
                TestImage.builder().oci().seed(newNumber()).build(),
                TestImage.builder().oci().seed(newNumber()).platform(ARM).build());
    }

    @Test
    final void aPullGivesTheDigestThatTheTagNames() {
        var path = newPath();
        var digest = server().put(path, "v1", newImage(2, 1000));
        var name = name(path, "v1");

        assertEquals(digest, pull(name));
        assertTrue(store().inspect(name).isPresent());
    }

    @Test
    final void aStoreThatMovesImagesUnderAnyNameGivesThatNameAlone() {
        var path = newPath();
        var digest = server().put(path, "v1", newImage(2, 1000));
        var fullName = name(path, "v1");
        var own = ownName(fullName);

        assertEquals(digest, store().pull(transfer(own, fullName), step -> {}));
        assertTrue(store().inspect(own).isPresent(), () -> own + " is there");
        assertEquals(own.equals(fullName), store().inspect(fullName).isPresent(), () -> fullName + " as well");
    }

    @Test
    final void imagesOfBothFamiliesCanBePulled() {
        var path = newPath();
        var digest = server().put(
                        path, "v1", TestImage.builder().oci().seed(newNumber()).build());

        assertEquals(digest, pull(name(path, "v1")));
    }

    @Test
    final void aRepositoryCanHaveManySegments() {
        var path = newPath() + "/org/project/deep/er/name";
        var digest = server().put(path, "V_1.0-rc", newImage(1, 100));

        assertEquals(digest, pull(name(path, "V_1.0-rc")));
    }

    @Test
    final void aPullTellsOfEachLayerInOrder() {
        var path = newPath();
        server().put(path, "v1", newImage(3, 5000));
        var steps = new HeardSteps();

        store().pull(transfer(name(path, "v1")), steps);

        steps.assertFinalOnlyAtTheEnd();
        steps.assertBytesGoForward();
        assertTrue(steps.layers() >= 3, () -> steps.layers() + " layers of 3");
    }

    @Test
    final void theBytesOfAPullAddUpIfTheyAreCounted() {
        var path = newPath();
        var image = newImage(2, 3_000_000);
        server().put(path, "v1", image);
        var steps = new HeardSteps();

        store().pull(transfer(name(path, "v1")), steps);

        steps.assertBytesGoForward();
        if (traits().countsBytes()) {
            assertEquals(image.size(), steps.transferred());
        } else {
            steps.assertNoBytes();
        }
    }

    @Test
    final void whatIsThereAlreadyIsNotFetchedAgain() {
        var path = newPath();
        var image = newImage(3, 1000);
        var digest = server().put(path, "v1", image);
        var name = name(path, "v1");
        pull(name);
        var id = id(name);
        server().forgetRequests();
        var steps = new HeardSteps();

        assertEquals(digest, store().pull(transfer(name), steps));

        steps.assertFinalOnlyAtTheEnd();
        assertEquals(id, id(name));
        for (var layer : image.layers()) {
            assertTrue(
                    server().requests().stream()
                            .noneMatch(request -> request.method().equals("GET")
                                    && request.path().endsWith(layer.toString())),
                    () -> "a layer was fetched: " + server().requests());
        }
    }

    @Test
    final void aTagThatHasMovedOnTheRegistryMovesInTheStore() {
        var path = newPath();
        server().put(path, "v1", newImage(1, 100));
        var name = name(path, "v1");
        pull(name);
        var before = id(name);

        var digest = server().put(path, "v1", newImage(1, 100));

        assertEquals(digest, pull(name));
        assertNotEquals(before, id(name));
    }

    @Test
    final void imagesThatShareLayersCanBePulledOneAfterTheOther() {
        var seed = newNumber();
        var path = newPath();
        server().put(
                        path,
                        "small",
                        TestImage.builder().layers(2, 1000).seed(seed).build());
        var digest = server().put(
                        path,
                        "large",
                        TestImage.builder().layers(4, 1000).seed(seed).build());
        pull(name(path, "small"));
        var steps = new HeardSteps();

        assertEquals(digest, store().pull(transfer(name(path, "large")), steps));

        steps.assertFinalOnlyAtTheEnd();
    }

    @Test
    final void ofAnIndexTheImageForThePlatformIsTakenAndTheDigestIsThatOfTheIndex() {
        var path = newPath();
        var index = newIndex();
        server().put(path, "v1", index);
        server().put(path, "v2", index);
        var own = name(path, "v1");
        var other = name(path, "v2");

        assertEquals(index.digest(), store().pull(transfer(own, Platform.LINUX_AMD64), step -> {}));
        assertEquals(index.digest(), store().pull(transfer(other, ARM), step -> {}));

        assertNotEquals(id(own), id(other));
    }

    @Test
    final void ofAnIndexTheStoreChoosesIfItIsNotTold() {
        var path = newPath();
        var index = newIndex();
        server().put(path, "v1", index);

        assertEquals(index.digest(), pull(name(path, "v1")));
    }

    @Test
    final void aPlatformThatAnIndexDoesNotHaveIsNotFound() {
        var path = newPath();
        server().put(path, "v1", newIndex());
        var name = name(path, "v1");

        var error = assertThrows(
                ImageNotFoundException.class,
                () -> store().pull(transfer(name, Platform.parse("linux/s390x")), step -> {}));

        assertTrue(error.image().contains("linux/s390x"), error::image);
        assertAbsent(name);
    }
}
