package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.port.Descriptor;

class LayerStepsTest {
    private final List<ImageProgressStep> told = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();

    private static Descriptor layer(String content) {
        return PlayedRegistry.descriptor(Digest.sha256(content.getBytes(StandardCharsets.UTF_8)), 100_000);
    }

    @Test
    void theFirstMoveIsToldAtOnceAndThoseThatFollowSeldom() {
        var layer = layer("a");
        var steps = new LayerSteps(List.of(layer), Runnable::run, told::add);
        var begin = System.nanoTime();

        var moving = steps.moving(layer, "Pushing");
        for (var current = 1; current <= 100_000; current++) {
            moving.accept(current);
        }

        var milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        assertEquals(OptionalLong.of(1), told.get(0).current());
        assertTrue(told.size() <= 1 + milliseconds / 20, () -> told.size() + " steps in " + milliseconds + " ms");
    }

    @Test
    void aMoveIsToldAgainAfterAWhile() throws InterruptedException {
        var layer = layer("a");
        var moving = new LayerSteps(List.of(layer), Runnable::run, told::add).moving(layer, "Pushing");

        moving.accept(1);
        TimeUnit.MILLISECONDS.sleep(25);
        moving.accept(2);

        assertEquals(OptionalLong.of(2), told.get(1).current());
    }

    @Test
    void layersAreToldApartFromOneAnother() {
        var one = layer("a");
        var other = layer("b");
        var steps = new LayerSteps(List.of(one, other), Runnable::run, told::add);

        steps.moving(one, "Pushing").accept(1);
        steps.moving(other, "Pushing").accept(2);

        assertEquals(2, told.size());
    }

    @Test
    void whatIsNoLayerIsNotTold() {
        var steps = new LayerSteps(List.of(layer("a")), Runnable::run, told::add);

        steps.moving(layer("configuration"), "Pushing").accept(1);

        assertEquals(List.of(), told);
    }

    @Test
    void movesWaitForASlowListenerInSmallNumberAndOthersAreAllTold() {
        var layers = new ArrayList<Descriptor>();
        for (var number = 0; number < 100; number++) {
            layers.add(layer("layer " + number));
        }
        var steps = new LayerSteps(layers, waiting::add, told::add);

        layers.forEach(layer -> steps.moving(layer, "Pushing").accept(1));
        layers.forEach(layer -> steps.done(layer, "Pushed"));

        waiting.forEach(Runnable::run);
        assertEquals(64 + 100, told.size());
    }
}
