package us.apolo.images.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import us.apolo.images.benchmarks.work.EngineWork;
import us.apolo.images.benchmarks.work.FolderWork;
import us.apolo.images.benchmarks.work.ListWork;
import us.apolo.images.benchmarks.work.ProcessWork;
import us.apolo.images.benchmarks.work.StartWork;
import us.apolo.images.benchmarks.work.TagsWork;
import us.apolo.images.services.ServiceException;
import us.apolo.images.services.TemporaryFolder;

/** Measures all works, and writes the page and the data beside it. {@code ./benchmarks/run} starts it. */
public final class Benchmarks {
    private static final int BAD = 1;
    private static final int WRONG_USAGE = 2;
    /** The project's folder, where the build has left what is measured. */
    private static final Path ROOT = Path.of(System.getProperty("benchmarks.root", ""));

    /** In the order of the page. */
    private static final List<Work> WORKS = List.of(
            new FolderWork(),
            new EngineWork(),
            new TagsWork(),
            new ListWork(),
            new StartWork(ROOT),
            new ProcessWork(ROOT.resolve("benchmarks-jmh/measure")));

    private Benchmarks() {}

    /**
     * Measures and writes. That a goal is missed is told, and is no failure.
     *
     * @param arguments {@code --rounds}, {@code --only}, {@code --page}, {@code --peers}, {@code --missing}, each with a
     *     value
     */
    public static void main(String[] arguments) {
        try {
            run(Options.read(arguments));
        } catch (UsageException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(WRONG_USAGE);
        } catch (ServiceException | IllegalStateException | IOException | UncheckedIOException e) {
            System.err.println("benchmarks: " + e.getMessage());
            System.exit(BAD);
        }
        System.exit(0);
    }

    private static void run(Options options) throws IOException {
        var works = works(options);
        try (var folder = TemporaryFolder.create("benchmarks").evenAtShutdown();
                var memory = TemporaryFolder.inMemory("benchmarks").evenAtShutdown()) {
            var log = folder.path().resolve("log").toFile();
            var bench = new Bench(options.rounds(), folder, memory, log, options.classPath(), options.peers());
            var surroundings = Surroundings.look(bench);
            var sections = new HashMap<String, Section>();
            var beginning = System.nanoTime();
            try {
                for (var work : works) {
                    var start = System.nanoTime();
                    sections.put(work.name(), work.measure(bench));
                    // At once: a run that breaks off keeps what it has.
                    write(options, surroundings, inOrder(sections), minutesSince(beginning));
                    Bench.say("%s: %d s".formatted(work.name(), (System.nanoTime() - start) / 1_000_000_000));
                }
            } catch (IllegalStateException e) {
                throw new IllegalStateException(e.getMessage() + logged(log.toPath()), e);
            }
            Bench.say("the results are in " + options.page().toAbsolutePath());
        }
    }

    private static long minutesSince(long beginning) {
        return Math.round((System.nanoTime() - beginning) / 60e9);
    }

    private static Map<String, Section> inOrder(Map<String, Section> sections) {
        var ordered = new LinkedHashMap<String, Section>();
        for (var work : WORKS) {
            var section = sections.get(work.name());
            if (section != null) {
                ordered.put(work.name(), section);
            }
        }
        return ordered;
    }

    /** In the order in which they are measured: starts first, since they suffer the most from what a machine did before. */
    private static List<Work> works(Options options) {
        var names = WORKS.stream().map(Work::name).toList();
        for (var name : options.only()) {
            if (!names.contains(name)) {
                throw new UsageException("--only wants one of " + String.join(", ", names) + ", not " + name);
            }
        }
        return WORKS.stream()
                .filter(work -> options.only().isEmpty() || options.only().contains(work.name()))
                .sorted(Comparator.comparing(work -> !(work instanceof StartWork)))
                .toList();
    }

    private static String logged(Path log) throws IOException {
        return Files.exists(log) ? "\nThe programs have said:\n" + Files.readString(log) : "";
    }

    /** What was found out about figures lies beside the command, so that it is on the page again when that is run anew. */
    private static Map<String, String> notes(Collection<String> works) throws IOException {
        var notes = new HashMap<String, String>();
        for (var work : works) {
            var file = ROOT.resolve("benchmarks/notes/" + work + ".md");
            if (Files.exists(file)) {
                notes.put(work, Files.readString(file));
            }
        }
        return notes;
    }

    private static void write(Options options, Surroundings surroundings, Map<String, Section> sections, long minutes)
            throws IOException {
        var page = options.page().toAbsolutePath();
        var data = page.resolveSibling(page.getFileName().toString().replaceFirst("\\.md$", "") + ".json");
        var text = new Page(
                        surroundings,
                        options.rounds(),
                        minutes,
                        data.getFileName().toString(),
                        options.missing(),
                        sections,
                        notes(sections.keySet()))
                .text();
        Files.writeString(page, text);
        Files.writeString(data, Data.of(surroundings, sections));
    }
}
