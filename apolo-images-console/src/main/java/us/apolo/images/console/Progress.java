package us.apolo.images.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageProgressStep;

/** What is known of the operations that share one picture. Not thread-safe. */
final class Progress {
    private static final int UNANNOUNCED = -1;

    private final List<Operation> operations = new ArrayList<>();
    /** The operation that each thread is at. */
    private final Map<Thread, Integer> running = new HashMap<>();

    private final Map<Key, Tracked> layers = new LinkedHashMap<>();
    private final RateWindow rate = new RateWindow();

    /** Images share layers: two operations may move the same one. */
    private record Key(int operation, String layerId) {}

    private record Tracked(Layer layer, RateWindow rate) {}

    void begin(Operation operation) {
        running.put(operation.thread(), operations.size());
        operations.add(operation);
    }

    /** A thread does one operation at a time: when it begins another one, the one before is over, however it ended. */
    void leave(Thread thread) {
        running.remove(thread);
    }

    /** Whether nothing more is to be expected of any operation, so that the next one may have a picture of its own. */
    boolean isOver() {
        return running.values().stream().allMatch(this::isComplete);
    }

    private boolean isComplete(int operation) {
        var own = layers.entrySet().stream()
                .filter(entry -> entry.getKey().operation() == operation)
                .map(entry -> entry.getValue().layer())
                .toList();
        return !own.isEmpty() && areFinal(own);
    }

    /** Whether every layer that is known has come to its end. */
    boolean isSettled() {
        return areFinal(layers());
    }

    private static boolean areFinal(List<Layer> layers) {
        return layers.stream().allMatch(layer -> layer.status().isFinal());
    }

    LayerChange step(ImageProgressStep step, Thread thread, long nanoTime) {
        var operation = operationOf(thread);
        var key = new Key(operation, step.layerId());
        var known = layers.get(key);
        var before = known == null ? null : known.layer();
        var change = new LayerChange(before, Layer.of(step, direction(operation), before));
        layers.put(key, new Tracked(change.after(), rateOf(known, change, nanoTime)));
        rate.record(nanoTime, Row.moved(layers()));
        return change;
    }

    /** The one that this thread has announced, else the latest. */
    private int operationOf(Thread thread) {
        return running.getOrDefault(thread, operations.size() - 1);
    }

    private Direction direction(int operation) {
        return operation == UNANNOUNCED
                ? Direction.UNKNOWN
                : operations.get(operation).direction();
    }

    private static RateWindow rateOf(@Nullable Tracked known, LayerChange change, long nanoTime) {
        var layerRate = known == null || change.isNewStatus() ? new RateWindow() : known.rate();
        layerRate.record(nanoTime, change.after().part());
        return layerRate;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    List<Layer> layers() {
        return layers.values().stream().map(Tracked::layer).toList();
    }

    /** One row for each layer, in the order in which they became known. */
    List<Row> rows(long nanoTime) {
        return layers.values().stream()
                .map(tracked -> Row.of(tracked.layer(), tracked.rate().perSecond(nanoTime)))
                .toList();
    }

    Row total(long nanoTime) {
        return Row.total(layers(), rate.perSecond(nanoTime));
    }
}
