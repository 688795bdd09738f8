package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/**
 * Which class refers to which in a set of jars, as {@code jdeps} says. A reference counts whether or not the code that
 * has it can ever run, so what is reached from a class by them is more than what the class can need, and never less, but
 * for what is looked up by a name.
 */
final class ClassReferences {
    private static final Pattern REFERENCE = Pattern.compile(" {3}(\\S+) +-> (\\S+) +(.*?)\\s*");

    private final Map<String, Set<String>> references = new HashMap<>();
    private final Set<String> missing = new HashSet<>();

    private ClassReferences(String report) {
        for (var line : report.lines().toList()) {
            var reference = REFERENCE.matcher(line);
            if (reference.matches()) {
                references
                        .computeIfAbsent(reference.group(1), name -> new HashSet<>())
                        .add(reference.group(2));
                if (reference.group(3).equals("not found")) {
                    missing.add(reference.group(2));
                }
            }
        }
    }

    static ClassReferences in(BuiltJars jars) {
        var arguments = new ArrayList<String>();
        arguments.addAll(List.of("-verbose", "--multi-release", "17", "--add-modules", "ALL-SYSTEM"));
        arguments.addAll(List.of("--module-path", jars.path()));
        jars.jars().forEach(jar -> arguments.add(jar.toString()));
        var report = new StringWriter();
        var complaints = new StringWriter();
        var exit = ToolProvider.findFirst("jdeps")
                .orElseThrow()
                .run(new PrintWriter(report), new PrintWriter(complaints), arguments.toArray(String[]::new));
        assertThat(exit).as("jdeps: %s%s", report, complaints).isZero();
        return new ClassReferences(report.toString());
    }

    /** The classes in a jar, by their names. */
    static Set<String> classes(Path jar) {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                    .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that is reached from some classes, these included. */
    Set<String> reachedFrom(Set<String> roots) {
        var reached = new HashSet<String>();
        var open = new ArrayDeque<>(roots);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (reached.add(next)) {
                open.addAll(references.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }

    /** The packages of those classes among some that are nowhere. */
    Set<String> missingPackages(Set<String> classes) {
        return classes.stream()
                .filter(missing::contains)
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
