package us.apolo.images.benchmarks.jmh;

import com.sun.management.GarbageCollectorMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Looks every few milliseconds at what this process holds, and keeps the most. */
final class ResourceWatch implements AutoCloseable {
    private static final int MILLIS = 5;
    private static final File DESCRIPTORS = new File("/proc/self/fd");

    private final List<GarbageCollectorMXBean> collectors =
            ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class);
    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private final Thread thread = new Thread(this::watch, "resource-watch");
    private final long begin = ManagementFactory.getRuntimeMXBean().getUptime();
    private volatile long used;
    private volatile long usedAfterCollection;
    private volatile int threads;
    private volatile int descriptors;

    private ResourceWatch() {}

    static ResourceWatch start() {
        var watch = new ResourceWatch();
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(MILLIS);
            }
        } catch (InterruptedException e) {
            // It was closed.
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        used = Math.max(
                used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        collectors.forEach(collector -> usedAfterCollection = Math.max(usedAfterCollection, usedAfter(collector)));
        threads = Math.max(threads, ManagementFactory.getThreadMXBean().getThreadCount());
        var open = DESCRIPTORS.list();
        descriptors = Math.max(descriptors, open == null ? 0 : open.length);
    }

    private long usedAfter(GarbageCollectorMXBean collector) {
        var last = collector.getLastGcInfo();
        if (last == null || last.getStartTime() < begin) {
            return 0;
        }
        return last.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Writes the most of each so far; the heap after a collection is zero if there was none. */
    void writeTo(ObjectNode json) {
        json.put("mostHeapBytes", used)
                .put("mostHeapBytesAfterCollection", usedAfterCollection)
                .put("mostThreads", threads)
                .put("mostDescriptors", descriptors);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
