package us.apolo.images.benchmarks.jmh;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/**
 * Things that are done by turns and timed, so that what else goes on on the machine meets all of them. Besides the time
 * on the clock, the time that the thread has worked is told.
 */
final class Turns {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, List<Long>> wall = new LinkedHashMap<>();
    private final Map<String, List<Long>> worked = new LinkedHashMap<>();

    /** What is timed. */
    interface Task {
        void run() throws Exception;
    }

    /** Adds something to do. */
    Turns add(String name, Task task) {
        tasks.put(name, task);
        return this;
    }

    /** Does all of it in each round; nothing is told of the first rounds. */
    Turns run(int warmUp, int rounds) throws Exception {
        for (var round = -warmUp; round < rounds; round++) {
            for (var task : tasks.entrySet()) {
                time(task.getKey(), task.getValue(), round >= 0);
            }
        }
        return this;
    }

    private void time(String name, Task task, boolean counts) throws Exception {
        var cpu = threads.getCurrentThreadCpuTime();
        var start = System.nanoTime();
        task.run();
        var time = System.nanoTime() - start;
        var work = threads.getCurrentThreadCpuTime() - cpu;
        if (counts) {
            wall.computeIfAbsent(name, key -> new ArrayList<>()).add(time);
            worked.computeIfAbsent(name, key -> new ArrayList<>()).add(work);
        }
    }

    /** The median of the times on the clock, in nanoseconds. */
    long median(String name) {
        var sorted = samples(wall, name).stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static List<Long> samples(Map<String, List<Long>> times, String name) {
        return Objects.requireNonNull(times.get(name), name);
    }

    /** Writes all times, in milliseconds. */
    void writeTo(ObjectNode json) {
        tasks.keySet().forEach(name -> {
            var node = json.putObject(name);
            var wallTimes = node.putArray("millis");
            samples(wall, name).forEach(time -> wallTimes.add(millis(time)));
            var work = node.putArray("threadMillis");
            samples(worked, name).forEach(time -> work.add(millis(time)));
        });
    }

    /** Writes how the one compares with the other, round by round: the median, the least and the most. */
    void writeRatio(ObjectNode json, String name, String other) {
        var node = json.putObject(name + "/" + other);
        writeRatio(node.putObject("time"), samples(wall, name), samples(wall, other));
        writeRatio(node.putObject("threadTime"), samples(worked, name), samples(worked, other));
    }

    private static void writeRatio(ObjectNode json, List<Long> ours, List<Long> theirs) {
        var ratios = new ArrayList<Double>();
        for (var i = 0; i < ours.size(); i++) {
            ratios.add((double) ours.get(i) / theirs.get(i));
        }
        ratios.sort(null);
        json.put("median", rounded(ratios.get(ratios.size() / 2)));
        json.put("least", rounded(ratios.get(0)));
        json.put("most", rounded(ratios.get(ratios.size() - 1)));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 1e2;
    }

    private static double rounded(double ratio) {
        return Math.round(ratio * 1000) / 1000.0;
    }
}
