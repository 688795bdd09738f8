package us.apolo.images.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the virtual machine holds when no operation is under way.
 *
 * @param operations how many operations there have been
 * @param millis how long it has been at work
 * @param threads its threads
 * @param mostThreads the most threads at a time since the sample before
 * @param descriptors its open files and sockets
 * @param heapKilobytes what is used of the heap after a collection
 */
record Sample(int operations, long millis, int threads, int mostThreads, long descriptors, long heapKilobytes) {
    private static final int COLLECTIONS = 3;

    static Sample take(int operations, long millis) {
        for (var i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        var threads = ManagementFactory.getThreadMXBean();
        var most = threads.getPeakThreadCount();
        threads.resetPeakThreadCount();
        return new Sample(operations, millis, threads.getThreadCount(), most, openDescriptors(), heap / 1024);
    }

    private static long openDescriptors() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            return system.getOpenFileDescriptorCount();
        }
        throw new IllegalStateException("Open descriptors can be counted on Unix alone");
    }

    String line() {
        return "%d\t%d\t%d\t%d\t%d\t%d".formatted(operations, millis, threads, mostThreads, descriptors, heapKilobytes);
    }

    static Sample parse(String line) {
        var parts = line.split("\t", -1);
        return new Sample(
                Integer.parseInt(parts[0]),
                Long.parseLong(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }
}
