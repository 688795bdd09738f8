package us.apolo.images.core.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much may be sent to a registry at once, where it or a proxy before it has refused more. Thread-safe. */
final class PartLimits {
    static final long NONE = Long.MAX_VALUE;

    private final Map<String, Long> known = new ConcurrentHashMap<>();

    /** The most bytes that a registry is known to take at once. */
    long of(String registry) {
        return known.getOrDefault(registry, NONE);
    }

    /** Remembers what has gone well, after more than that was refused. */
    void remember(String registry, long limit) {
        known.put(registry, limit);
    }
}
