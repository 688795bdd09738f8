package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.LocalImage;

/** Images and their names: looking up, naming, taking names away. */
abstract class StoreNameTests extends StoreUnderTest {
    private static Digest unknownId() {
        return Digest.sha256(Long.toString(newNumber()).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    final void whatIsNotThereIsNotFound() {
        assertAbsent(name(newPath(), "v1"));
        assertAbsent(new LocalImage(newPath(), null));
    }

    @Test
    final void anImageIsFoundByItsName() {
        var name = pulled(newImage(1, 5000));

        var found = store().inspect(name).orElseThrow();

        assertEquals("sha256", found.id().algorithm());
        assertTrue(found.size() > 0, () -> "a size: " + found);
        assertEquals(found, store().inspect(name).orElseThrow(), "looked up again");
    }

    @Test
    final void twoImagesHaveTwoIds() {
        assertNotEquals(id(pulled(newImage(1, 100))), id(pulled(newImage(1, 100))));
    }

    @Test
    final void anImageCanHaveSeveralNames() {
        var first = pulled(newImage(1, 100));
        var id = id(first);
        var other = remembered(new LocalImage(newPath() + "/with/several/segments", "v2.0-x_y"));

        store().tag(id, other);
        store().tag(id, other);

        assertEquals(id, id(other));
        assertEquals(id, id(first));
    }

    @Test
    final void aNameWithoutATagIsLatest() {
        var id = id(pulled(newImage(1, 100)));
        var path = newPath();

        store().tag(id, new LocalImage(path, null));

        assertEquals(id, id(remembered(new LocalImage(path, "latest"))));
        assertEquals(id, id(new LocalImage(path, null)));
        store().untag(new LocalImage(path, null));
        assertAbsent(new LocalImage(path, "latest"));
    }

    @Test
    final void aNameMovesFromOneImageToAnother() {
        var one = pulled(newImage(1, 100));
        var two = pulled(newImage(1, 100));
        var moving = name(newPath(), "v1");
        var oldId = id(one);

        store().tag(oldId, moving);
        store().tag(id(two), moving);

        assertEquals(id(two), id(moving));
        assertEquals(oldId, id(one), "the other name of the image that lost this one");
    }

    @Test
    final void whatIsNotThereCannotBeNamed() {
        var id = unknownId();
        var name = name(newPath(), "v1");

        var error = assertThrows(ImageNotFoundException.class, () -> store().tag(id, name));

        assertTrue(error.image().contains(id.toString()), error::image);
        assertAbsent(name);
    }

    @Test
    final void takingAwayANameLeavesTheOthers() {
        var kept = pulled(newImage(1, 100));
        var id = id(kept);
        var other = name(newPath(), "v1");
        store().tag(id, other);

        store().untag(other);

        assertAbsent(other);
        assertEquals(id, id(kept));
    }

    @Test
    final void anImageGoesWithItsLastName() {
        var name = pulled(newImage(1, 100));
        var id = id(name);

        store().untag(name);

        assertAbsent(name);
        assertThrows(ImageNotFoundException.class, () -> store().tag(id, name));
    }

    @Test
    final void takingAwayANameThatIsNotThereDoesNothing() {
        store().untag(name(newPath(), "v1"));
        store().untag(new LocalImage(newPath(), null));
    }

    @Test
    final void anImageThatHasLostItsLastNameToAnotherIsNotInTheWay() {
        var name = pulled(newImage(1, 100));
        var other = pulled(newImage(1, 100));

        store().tag(id(other), name);

        assertEquals(id(other), id(name));
    }
}
