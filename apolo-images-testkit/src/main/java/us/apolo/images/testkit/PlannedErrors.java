package us.apolo.images.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Errors that operations are to end with, each once. Thread-safe. */
final class PlannedErrors<O> {
    private final Map<O, Deque<RuntimeException>> errors = new HashMap<>();

    synchronized void add(O operation, RuntimeException error) {
        errors.computeIfAbsent(Objects.requireNonNull(operation, "operation"), unknown -> new ArrayDeque<>())
                .add(Objects.requireNonNull(error, "error"));
    }

    /** Throws the next error of the operation, if there is one. */
    void check(O operation) {
        var error = next(operation);
        if (error != null) {
            throw error;
        }
    }

    private synchronized @Nullable RuntimeException next(O operation) {
        var planned = errors.get(operation);
        return planned == null ? null : planned.poll();
    }
}
