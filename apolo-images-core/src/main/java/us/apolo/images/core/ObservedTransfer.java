package us.apolo.images.core;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.observation.TransferEnd;
import us.apolo.images.observation.TransferStart;

/** One push or pull of the local store: what its steps come to is told to those who observe the operation. */
final class ObservedTransfer {
    private final TransferStart start;
    private final Observation observation;
    private final Consumer<ImageProgressStep> steps;
    private final long begin;
    private final Map<String, Layer> layers = new HashMap<>();

    private ObservedTransfer(TransferStart start, Observation observation, Consumer<ImageProgressStep> steps) {
        this.start = start;
        this.observation = observation;
        this.steps = steps;
        this.begin = observation.time().nanos();
    }

    /** Work of the local store, which reports its steps. */
    interface Work<T> {
        T run(Consumer<ImageProgressStep> steps);
    }

    static <T> T of(TransferStart start, Observation observation, Consumer<ImageProgressStep> steps, Work<T> work) {
        return new ObservedTransfer(start, observation, steps).run(work);
    }

    private <T> T run(Work<T> work) {
        observation.transferStarted(start);
        try {
            var result = work.run(this::step);
            end(Optional.empty());
            return result;
        } catch (Throwable e) {
            end(Optional.of(e));
            throw e;
        }
    }

    private void step(ImageProgressStep step) {
        layers.merge(step.layerId(), Layer.at(step), Layer::then);
        steps.accept(step);
    }

    private void end(Optional<Throwable> failure) {
        observation.transferEnded(new TransferEnd(
                start,
                layers.size(),
                (int) layers.values().stream().filter(Layer::done).count(),
                layers.values().stream().mapToLong(Layer::moved).sum(),
                Duration.ofNanos(observation.time().nanos() - begin),
                failure));
    }

    private record Layer(boolean done, long moved) {
        static Layer at(ImageProgressStep step) {
            var moving = step.status() == LayerStatus.TRANSFERRING;
            return new Layer(
                    step.status() == LayerStatus.DONE, moving ? step.current().orElse(0) : 0);
        }

        Layer then(Layer next) {
            return new Layer(done || next.done, Math.max(moved, next.moved));
        }
    }
}
