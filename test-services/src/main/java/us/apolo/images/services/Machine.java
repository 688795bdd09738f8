package us.apolo.images.services;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What something was measured on, for pages of figures.
 *
 * @param processors how many processors there are
 * @param gigabytes how much memory there is
 * @param system the operating system
 * @param java the virtual machine
 */
public record Machine(int processors, long gigabytes, String system, String java) {
    /**
     * Looks at this machine.
     *
     * @return what it is
     */
    public static Machine look() {
        var memory = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory / (double) (1L << 30)),
                System.getProperty("os.name") + ", " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
    }

    /**
     * Asks a program for its version.
     *
     * @param command the program and what makes it tell
     * @return the first line that it prints
     */
    public static String version(String... command) {
        return Command.of(command).run().output().lines().findFirst().orElse("");
    }
}
