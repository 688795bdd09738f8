package us.apolo.images.core.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A time that passes only when it is waited for, or when a test says so. */
public final class FakeTime implements Time {
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final AtomicLong passed = new AtomicLong();
    private final List<Duration> slept = new CopyOnWriteArrayList<>();
    private volatile Runnable onSleep = () -> {};

    @Override
    public Instant now() {
        return START.plusNanos(passed.get());
    }

    @Override
    public long nanos() {
        return passed.get();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        slept.add(duration);
        onSleep.run();
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted");
        }
        pass(duration);
    }

    public void pass(Duration duration) {
        passed.addAndGet(duration.toNanos());
    }

    /** Has something happen at the beginning of each wait. */
    public void onSleep(Runnable script) {
        onSleep = script;
    }

    /** The waits, in their order. */
    public List<Duration> slept() {
        return List.copyOf(slept);
    }
}
