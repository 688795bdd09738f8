package us.apolo.images.soak;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import us.apolo.images.services.Command;

/**
 * Where it ran and with which versions.
 *
 * @param processors how many processors there are
 * @param gigabytes how much memory there is
 * @param system the operating system
 * @param java the virtual machine
 * @param registry the registry
 * @param engine the engine
 */
record Machine(int processors, long gigabytes, String system, String java, String registry, String engine) {
    static Machine look() {
        var memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory / (double) (1L << 30)),
                System.getProperty("os.name") + ", " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                firstLine("docker-registry", "--version"),
                firstLine("dockerd", "--version"));
    }

    private static String firstLine(String... command) {
        return Command.of(command).run().output().lines().findFirst().orElse("");
    }
}
