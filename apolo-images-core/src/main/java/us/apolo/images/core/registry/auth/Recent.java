package us.apolo.images.core.registry.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What was used lately: so much of it and no more, however long a program runs. Thread-safe. */
final class Recent<K, V> {
    private final Map<K, V> values = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;

    Recent(int most) {
        this.most = most;
    }

    synchronized Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value; made on the spot if there is none. */
    synchronized V get(K key, Supplier<V> maker) {
        var known = values.get(key);
        if (known != null) {
            return known;
        }
        var made = maker.get();
        put(key, made);
        return made;
    }

    synchronized void put(K key, V value) {
        values.put(key, value);
        if (values.size() > most) {
            // The first one is the one that was not used for the longest time.
            values.remove(values.keySet().iterator().next());
        }
    }

    synchronized void remove(K key) {
        values.remove(key);
    }
}
