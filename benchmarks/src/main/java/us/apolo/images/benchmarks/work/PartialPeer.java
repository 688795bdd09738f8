package us.apolo.images.benchmarks.work;

import java.util.List;
import us.apolo.images.benchmarks.Outcome;
import us.apolo.images.benchmarks.Peer;

/**
 * A peer that is given a part of the work, since the whole would take long.
 *
 * @param peer who does it
 * @param part the task that is a part
 * @param factor how many times the part is the whole
 * @param expected how what is found begins
 */
record PartialPeer(Peer peer, List<String> part, double factor, String expected) implements Peer {
    @Override
    public String name() {
        return peer.name();
    }

    @Override
    public long pid() {
        return peer.pid();
    }

    /** How long the whole takes. */
    double seconds() {
        var outcome = run(part);
        if (!outcome.found().startsWith(expected)) {
            throw new IllegalStateException("%s has found %s, not %s".formatted(name(), outcome.found(), expected));
        }
        return outcome.seconds() * factor;
    }

    @Override
    public Outcome run(List<String> words) {
        return peer.run(words);
    }

    @Override
    public void close() {
        peer.close();
    }
}
