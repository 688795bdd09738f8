package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Series;
import us.apolo.images.benchmarks.Spread;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;
import us.apolo.images.services.Command;

/** Push and pull between a folder and a registry, without an engine. */
public final class FolderWork implements Work {
    private static final long MEBIBYTE = 1 << 20;
    private static final List<Size> SIZES = List.of(
            new Size("1 GiB in 8 layers", 8, 128 * MEBIBYTE), new Size("64 MiB in 512 layers", 512, MEBIBYTE / 8));

    /** An image. */
    private record Size(String name, int layers, long bytesEach) {
        double mebibytes() {
            return layers * (double) bytesEach / MEBIBYTE;
        }
    }

    @Override
    public String name() {
        return "folder";
    }

    @Override
    public Section measure(Bench bench) throws IOException {
        var tables = new ArrayList<Table>();
        var goals = new ArrayList<Goal>();
        var raw = new LinkedHashMap<String, Object>();
        for (var size : SIZES) {
            var layout = bench.folder().path().resolve("layout-" + size.layers());
            RandomLayout.write(layout, FolderPeers.NAME, size.layers(), size.bytesEach());
            measure(bench, size, layout, tables, goals, raw);
        }
        var hash = mebibytesPerSecond(FolderWork::hash);
        var disk = mebibytesPerSecond(data -> write(bench.folder().path().resolve("disk"), data));
        raw.put("SHA-256 on one processor, MiB/s", hash);
        raw.put("writing to the folder, MiB/s", disk);
        return new Section(
                "Push and pull without an engine",
                "From an OCI image layout to an empty registry, and from a registry into an empty folder. The data of the registry and of what is pulled is in memory, so that the disk is not what is measured; one table has pulls onto the disk, where this library waits until each blob has reached it (`fsync`), so that a blob is whole under its digest even after the power has failed, and `crane` does not. Commands are measured from their start to their end, the Java libraries from the call to its return, in a program that has done it once before; this library, in a heap of 64 MiB, once more as a whole process for the large layers, where the virtual machine has to start and to compile first. The layers are random bytes, which are called compressed so that nobody compresses them. Jib core has no layouts, so that a program moves the blobs by its client, on eight threads. `curl` is no client of a registry: it moves the same bytes, eight blobs at a time, and checks nothing. But for this library, crane and Jib core, who takes more than one and a half times as long as the fastest has two rounds, and who takes more than five times as long has one.",
                tables,
                "SHA-256 (%s MiB/s on one processor here, by the JDK's own code with the processor's instructions), which the registry computes once for each layer and the client once; what the file system takes (%s MiB/s); and the registry's HTTP, which is what is left when `curl` moves the bytes. Client and registry share the two processors. With many small layers, the registry's handling of an upload: four requests and several renames for each."
                        .formatted(Spread.number(hash), Spread.number(disk)),
                goals,
                raw);
    }

    private static void measure(
            Bench bench, Size size, Path layout, List<Table> tables, List<Goal> goals, Map<String, Object> raw)
            throws IOException {
        var isLarge = size.bytesEach() > MEBIBYTE;
        try (var registry = EmptyRegistry.start()) {
            var inMemory = new FolderPeers(bench, layout, bench.memory().path().resolve("pulled"));
            var peers = inMemory.all();
            if (isLarge) {
                peers.addAll(inMemory.forLargeLayers());
            }
            try {
                Bench.say("pushing " + size.name() + " from a folder");
                peers.stream().filter(peer -> peer.pid() != 0).forEach(FolderWork::push);
                var pushes = Series.sparingTheSlow(
                        peers, FolderPeers.COMPARED, bench.rounds(), (peer, number) -> push(peer));
                add("Push, " + size.name(), size, pushes, tables, goals, raw);
                peers.get(0).run(List.of("push", registry.authority()));
                Bench.say("pulling " + size.name() + " into a folder");
                var pulls = pulls(bench, peers, inMemory.target(), registry, size);
                add("Pull, " + size.name(), size, pulls, tables, goals, raw);
            } finally {
                peers.forEach(Peer::close);
            }
            if (isLarge) {
                measureOnDisk(bench, size, layout, registry, tables, goals, raw);
            }
        }
    }

    private static void measureOnDisk(
            Bench bench,
            Size size,
            Path layout,
            EmptyRegistry registry,
            List<Table> tables,
            List<Goal> goals,
            Map<String, Object> raw) {
        var onDisk = new FolderPeers(bench, layout, bench.folder().path().resolve("pulled"));
        var peers = onDisk.few();
        try {
            Bench.say("pulling " + size.name() + " onto the disk");
            var pulls = pulls(bench, peers, onDisk.target(), registry, size);
            add("Pull, " + size.name() + ", onto the disk", size, pulls, tables, goals, raw);
        } finally {
            peers.forEach(Peer::close);
        }
    }

    private static Series pulls(Bench bench, List<Peer> peers, Path target, EmptyRegistry registry, Size size) {
        peers.stream().filter(peer -> peer.pid() != 0).forEach(peer -> pull(peer, target, registry, size));
        var series = Series.sparingTheSlow(
                peers, FolderPeers.COMPARED, bench.rounds(), (peer, number) -> pull(peer, target, registry, size));
        clear(target);
        return series;
    }

    private static double push(Peer peer) {
        try (var registry = EmptyRegistry.start()) {
            return peer.run(List.of("push", registry.authority())).seconds();
        }
    }

    private static double pull(Peer peer, Path folder, EmptyRegistry registry, Size size) {
        clear(folder);
        settle();
        var seconds = peer.run(List.of("pull", registry.authority())).seconds();
        requireAll(peer, folder, size);
        return seconds;
    }

    private static void clear(Path folder) {
        Command.of("rm", "-rf", folder.toString()).run();
    }

    /** What the run before has written goes to the disk now, and not during the next one. */
    private static void settle() {
        Command.of("sync").run();
    }

    private static void requireAll(Peer peer, Path folder, Size size) {
        try (var blobs = Files.list(folder.resolve("blobs/sha256"))) {
            if (blobs.count() < size.layers()) {
                throw new IllegalStateException(peer.name() + " has not pulled all blobs");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(
            String caption, Size size, Series series, List<Table> tables, List<Goal> goals, Map<String, Object> raw) {
        var table = Table.of(caption, series, "okhttp");
        var rows = table.rows().stream()
                .map(row -> List.of(
                        row.get(0),
                        row.get(1),
                        Spread.number(size.mebibytes() / series.of(row.get(0)).median()) + " MiB/s",
                        row.get(2)))
                .toList();
        tables.add(new Table(caption, List.of("", "time", "throughput", "to okhttp"), rows));
        raw.put(caption, series.seconds());
        var others = series.seconds().keySet().stream()
                .filter(peer -> !Bench.TRANSPORTS.contains(peer)
                        && !peer.endsWith(FolderPeers.WHOLE)
                        && !peer.startsWith("curl"))
                .toList();
        if (!others.isEmpty()) {
            var fastest = series.fastest(others);
            for (var transport : Bench.TRANSPORTS) {
                goals.add(Goal.atLeast(
                        "%s, %s: at least the throughput of the fastest other (%s)"
                                .formatted(caption, transport, fastest),
                        series.ratio(fastest, transport),
                        1,
                        " ×"));
            }
        }
    }

    /** Something that is done with a mebibyte. */
    private interface Step {
        void with(byte[] data) throws IOException;
    }

    private static double mebibytesPerSecond(Step step) throws IOException {
        var data = new byte[(int) MEBIBYTE];
        var count = 512;
        step.with(data);
        var start = System.nanoTime();
        for (var number = 0; number < count; number++) {
            step.with(data);
        }
        return count / ((System.nanoTime() - start) / 1e9);
    }

    private static void hash(byte[] data) {
        try {
            MessageDigest.getInstance("SHA-256").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void write(Path file, byte[] data) throws IOException {
        try (var stream = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            stream.write(data);
        }
    }
}
