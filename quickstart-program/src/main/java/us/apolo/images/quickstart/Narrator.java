package us.apolo.images.quickstart;

import java.io.PrintStream;
import java.util.function.Supplier;

/** Tells what happens: why, the line of Java, and what came of it. */
final class Narrator {
    private final PrintStream out;
    private int steps;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void say(String text) {
        out.println(text);
    }

    /** Shows a step before it is done, and its result afterwards. */
    <T> T step(String why, String java, Supplier<T> work) {
        steps++;
        out.printf("%n%d. %s%n   %s%n", steps, why, java);
        // Progress goes to standard error, and is to come after this.
        out.flush();
        var result = work.get();
        out.println("   => " + result);
        return result;
    }
}
