package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;

/** Hears how the layers of one transfer get on. */
final class HeardSteps implements Consumer<ImageProgressStep> {
    private final Thread caller = Thread.currentThread();
    private final Map<String, List<ImageProgressStep>> layers = new LinkedHashMap<>();

    @Override
    public void accept(ImageProgressStep step) {
        assertSame(caller, Thread.currentThread(), "the thread that tells");
        layers.computeIfAbsent(step.layerId(), unknown -> new ArrayList<>()).add(step);
    }

    /** How many layers were told of. */
    int layers() {
        return layers.size();
    }

    List<LayerStatus> lastStatuses() {
        return layers.values().stream()
                .map(steps -> steps.get(steps.size() - 1).status())
                .toList();
    }

    /** Wants that the last step of each layer is final, and no other. */
    void assertFinalOnlyAtTheEnd() {
        layers.forEach((layer, steps) -> {
            var last = steps.size() - 1;
            for (var i = 0; i < last; i++) {
                assertFalse(steps.get(i).status().isFinal(), "a step after " + steps.get(i));
            }
            assertTrue(steps.get(last).status().isFinal(), "the last step: " + steps.get(last));
        });
    }

    /** Wants that bytes never go back or beyond the total, and that a layer that is done has all of them. */
    void assertBytesGoForward() {
        for (var steps : layers.values()) {
            var current = 0L;
            for (var step : steps) {
                assertTrue(
                        step.current().orElse(0) <= step.total().orElse(Long.MAX_VALUE), "beyond its total: " + step);
                if (step.status() == LayerStatus.TRANSFERRING) {
                    assertTrue(step.current().orElse(current) >= current, "backwards: " + step);
                    current = step.current().orElse(current);
                }
                if (step.status() == LayerStatus.DONE) {
                    assertEquals(step.total(), step.current(), "done: " + step);
                }
            }
        }
    }

    /** The bytes of all layers that were transferred, as their last steps have it. */
    long transferred() {
        return layers.values().stream()
                .map(steps -> steps.get(steps.size() - 1))
                .mapToLong(step -> step.total().orElse(0))
                .sum();
    }

    void assertNoBytes() {
        layers.values()
                .forEach(steps -> steps.forEach(step -> {
                    assertEquals(OptionalLong.empty(), step.current(), "counts nothing: " + step);
                    assertEquals(OptionalLong.empty(), step.total(), "counts nothing: " + step);
                }));
    }
}
