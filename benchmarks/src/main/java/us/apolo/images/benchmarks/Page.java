package us.apolo.images.benchmarks;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of results.
 *
 * @param surroundings what it was measured on
 * @param rounds how many rounds counted
 * @param minutes how long it took
 * @param data the folder of the data, relative to the page
 * @param missing the peers that could not be installed
 * @param sections the works, by name
 * @param notes what people have found out about a work's figures, by its name; not every work has some
 */
record Page(
        Surroundings surroundings,
        int rounds,
        long minutes,
        String data,
        Collection<String> missing,
        Map<String, Section> sections,
        Map<String, String> notes) {
    String text() {
        return """
                # Measured beside others

                Written by `./benchmarks/run`, which installs what it needs, starts registries and an engine of its own on loopback, has everybody do the same work in turn, and writes this page; [the data](%s) lies beside it. It took %d minutes. %d rounds count, and each begins with another peer. A figure is the median of its rounds, with the least and the most in brackets; a ratio is taken round by round. "okhttp" and "apache" are this library with that transport, in a heap of 64 MiB unless something else is said. Everything shares two things: the processors and the disk.

                %s

                %s

                ## What was to be reached

                | | measured | reached |
                | --- | --- | --- |
                %s

                %s
                """.formatted(data, minutes, rounds, surroundings.text(), missingText(), goals(), works())
                        .strip()
                + "\n";
    }

    private String missingText() {
        return missing.isEmpty()
                ? "All peers could be installed."
                : "Could not be installed, and so missing below: " + String.join(", ", missing) + ".";
    }

    private String goals() {
        return sections.values().stream()
                .flatMap(section -> section.goals().stream())
                .map(goal ->
                        "| %s | %s | %s |".formatted(goal.what(), goal.measured(), goal.reached() ? "yes" : "**no**"))
                .collect(Collectors.joining("\n"));
    }

    private String works() {
        return sections.entrySet().stream()
                .map(work -> work(work.getValue()) + note(work.getKey()))
                .collect(Collectors.joining("\n\n"));
    }

    private String note(String work) {
        var note = notes.get(work);
        return note == null ? "" : "\n\n" + note.strip();
    }

    private static String work(Section section) {
        return """
                ## %s

                %s

                %s

                **What bounds it.** %s""".formatted(
                        section.title(),
                        section.text(),
                        section.tables().stream().map(Table::markdown).collect(Collectors.joining("\n\n")),
                        section.bound());
    }
}
