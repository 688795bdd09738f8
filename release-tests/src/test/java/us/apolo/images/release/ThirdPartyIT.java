package us.apolo.images.release;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about libraries of others. */
class ThirdPartyIT {
    private static final List<String> HEAD = List.of(
            "# Libraries of others",
            "",
            "What comes along with our artifacts at run time, and under which licence, as each release's SBOMs"
                    + " (`…-cyclonedx.json`) have it. `scripts/prove-release --write-baseline` writes this page; a licence that is not"
                    + " allowed fails `./check`.",
            "",
            "| library | version | licence | comes with |",
            "| --- | --- | --- | --- |");

    @Test
    void listsThemAll() {
        new Baseline(Path.of("../docs")).assertSame("third-party.md", page());
    }

    private static List<String> page() {
        var licences = new TreeMap<String, String>();
        var users = new TreeMap<String, TreeSet<String>>();
        for (var artifact : Staged.jars()) {
            Sbom.of(artifact).required().forEach((library, names) -> {
                licences.put(library, String.join(", ", names));
                users.computeIfAbsent(library, key -> new TreeSet<>()).add("`" + artifact + "`");
            });
        }
        licences.keySet().removeIf(library -> Staged.jars().contains(library.split(":", 2)[0]));
        var lines = new ArrayList<>(HEAD);
        licences.forEach((library, licence) ->
                lines.add(Stream.of(library.replace(":", " | "), licence, String.join(", ", users.get(library)))
                        .reduce("|", (line, cell) -> line + " " + cell + " |")));
        return lines;
    }
}
