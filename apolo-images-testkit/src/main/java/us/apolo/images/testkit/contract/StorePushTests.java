package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;
import us.apolo.images.testkit.TestImage;

/** Pushes that go well. */
abstract class StorePushTests extends StorePullTests {
    /** Gives an image the full name under which it is to be pushed. */
    final LocalImage named(LocalImage image, String path, String tag) {
        var name = name(path, tag);
        store().tag(id(image), name);
        return name;
    }

    @Test
    final void aPushGivesTheDigestUnderWhichTheRegistryHasIt() {
        var path = newPath();
        var name = named(pulled(newImage(2, 1000)), path, "v1");

        var digest = push(name);

        assertEquals(List.of("v1"), server().tags(path));
        assertEquals(server().digest(path, "v1"), digest);
        assertTrue(store().inspect(name).isPresent(), "the name stays");
    }

    @Test
    final void aStoreThatMovesImagesUnderAnyNameSendsWhatHasThatName() {
        var path = newPath();
        var fullName = name(path, "v1");
        var own = ownName(fullName);
        store().tag(id(pulled(newImage(2, 1000))), own);

        var digest = store().push(transfer(own, fullName), step -> {});

        assertEquals(server().digest(path, "v1"), digest);
        assertEquals(own.equals(fullName), store().inspect(fullName).isPresent(), () -> fullName + " as well");
    }

    @Test
    final void aRepositoryThatIsPushedToCanHaveManySegments() {
        var path = newPath() + "/org/project/deep/er/name";
        var digest = push(named(pulled(newImage(1, 100)), path, "V_1.0-rc"));

        assertEquals(server().digest(path, "V_1.0-rc"), digest);
    }

    @Test
    final void aPushTellsOfEachLayerInOrderIfItNamesThem() {
        var name = named(pulled(newImage(3, 5000)), newPath(), "v1");
        var steps = new HeardSteps();

        store().push(transfer(name), steps);

        steps.assertFinalOnlyAtTheEnd();
        steps.assertBytesGoForward();
        assertEquals(traits().namesLayersOfPushes() ? 3 : 0, steps.layers());
        if (!traits().countsBytes()) {
            steps.assertNoBytes();
        }
    }

    @Test
    final void whatTheRegistryHasAlreadyIsNotSentAgain() {
        var path = newPath();
        var name = named(pulled(newImage(3, 1000)), path, "v1");
        var digest = push(name);
        server().forgetRequests();
        var steps = new HeardSteps();

        assertEquals(digest, store().push(transfer(name), steps));

        steps.assertFinalOnlyAtTheEnd();
        assertEquals(0, uploads(), () -> "was sent again: " + server().requests());
        assertEquals(digest, server().digest(path, "v1"));
    }

    private long uploads() {
        return server().requests().stream()
                .filter(request -> request.path().contains("/blobs/uploads/"))
                .filter(request -> List.of("PUT", "PATCH").contains(request.method()))
                .count();
    }

    @Test
    final void aTagOnTheRegistryMovesToWhatIsPushed() {
        var path = newPath();
        var first = push(named(pulled(newImage(1, 100)), path, "v1"));
        var second = push(named(pulled(newImage(1, 100)), path, "v1"));

        assertEquals(second, server().digest(path, "v1"));
        assertTrue(!first.equals(second), "two images have two digests");
    }

    @Test
    final void oneImageCanBePushedUnderSeveralTags() {
        var path = newPath();
        var image = pulled(newImage(2, 1000));

        var one = push(named(image, path, "v1"));
        var two = push(named(image, path, "v2"));

        assertEquals(one, two);
        assertEquals(List.of("v1", "v2"), server().tags(path));
    }

    @Test
    final void whatWasPushedCanBePulledAgain() {
        var path = newPath();
        var name = named(pulled(newImage(2, 1000)), path, "v1");
        var id = id(name);
        var digest = push(name);
        store().untag(name);

        assertEquals(digest, pull(name));
        assertEquals(id, id(name));
    }

    @Test
    final void anImageFromAnIndexCanBePushed() {
        var path = newPath();
        var index = TestImage.index(TestImage.builder().oci().seed(newNumber()).build());

        var digest = push(named(pulled(index), path, "v1"));

        assertEquals(server().digest(path, "v1"), digest);
    }

    @Test
    final void whatIsNotInTheStoreCannotBePushed() {
        var path = newPath();
        var name = name(path, "v1");

        var error = assertThrows(ImageNotFoundException.class, () -> push(name));

        assertTrue(error.image().contains(name.toString()), error::image);
        assertEquals(List.of(), server().tags(path));
    }

    @Test
    final void anotherTagOfTheSameRepositoryIsNotPushedInstead() {
        var path = newPath();
        named(pulled(newImage(1, 100)), path, "v1");

        assertThrows(ImageNotFoundException.class, () -> push(name(path, "v2")));
        assertEquals(List.of(), server().tags(path));
    }
}
