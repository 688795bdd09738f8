package us.apolo.images.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;

/** Keeps what it hears, and on which threads. */
class RecordingProgress implements ImageProgressListener {
    final List<ImageProgressPush> pushes = new ArrayList<>();
    final List<ImageProgressPull> pulls = new ArrayList<>();
    final List<ImageProgressStep> steps = new ArrayList<>();
    final List<Thread> threads = new ArrayList<>();

    @Override
    public void push(ImageProgressPush event) {
        pushes.add(event);
        threads.add(Thread.currentThread());
    }

    @Override
    public void pull(ImageProgressPull event) {
        pulls.add(event);
        threads.add(Thread.currentThread());
    }

    @Override
    public void step(ImageProgressStep event) {
        steps.add(event);
        threads.add(Thread.currentThread());
    }

    /** The last step of each layer. */
    Map<String, ImageProgressStep> last() {
        var last = new LinkedHashMap<String, ImageProgressStep>();
        steps.forEach(step -> last.put(step.layerId(), step));
        return last;
    }

    /** What the layers say they have moved, all together. */
    long bytes() {
        return last().values().stream()
                .mapToLong(step -> step.current().orElse(0))
                .sum();
    }
}
