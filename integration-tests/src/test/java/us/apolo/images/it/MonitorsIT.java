package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Before JDK 24 a virtual thread that waits while it holds a monitor keeps its carrier. So monitors are for those alone
 * that neither wait nor call anybody inside; everywhere else there are locks.
 */
class MonitorsIT {
    private static final Set<String> CALL_NOBODY = Set.of(
            // Remember what is given to them, and make what is empty.
            "us.apolo.images.core.registry.auth.Recent",
            "us.apolo.images.core.registry.auth.TokenSlot",
            // Counts, and completes futures that nothing hangs on.
            "us.apolo.images.transport.okhttp.ConnectionSlots",
            // Count and keep what is planned, in memory.
            "us.apolo.images.testkit.ActiveFault",
            "us.apolo.images.testkit.PlannedErrors",
            // Maps in memory. Contents come as they are, and have been read and hashed before.
            "us.apolo.images.testkit.LocalImages",
            "us.apolo.images.testkit.store.RegistryStore");

    private static final Pattern TYPE = Pattern.compile("(?:[a-z-]+ )*(?:class|interface) ([\\w.]+).*\\{");
    private static final Pattern MONITOR = Pattern.compile(" +(?:.*\\bsynchronized .*;|\\d+: monitorenter)");

    @Test
    void areHeldByThoseAloneThatCallNobodyInside() throws IOException {
        var holders = new TreeSet<String>();
        for (var module : BuiltJars.published()) {
            holders.addAll(holders(module));
        }

        assertThat(holders).isEqualTo(CALL_NOBODY);
    }

    /** The classes of a module that have a synchronized method or block. */
    private static Set<String> holders(String module) throws IOException {
        var holders = new TreeSet<String>();
        var type = "";
        for (var line : code(module).toList()) {
            var declaration = TYPE.matcher(line);
            if (declaration.matches()) {
                type = declaration.group(1);
            } else if (MONITOR.matcher(line).matches()) {
                holders.add(type);
            }
        }
        return holders;
    }

    private static Stream<String> code(String module) throws IOException {
        var jar = BuiltJars.jar(module);
        try (var file = new JarFile(jar.toFile())) {
            var classes = file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .collect(Collectors.toList());
            var answer = Tool.JAVAP.run(
                    java.util.List.of("-private", "-c", "--class-path", jar.toString()), classes.toArray());
            return answer.output().lines();
        }
    }
}
