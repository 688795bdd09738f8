package us.apolo.images.benchmarks;

import java.io.IOException;
import us.apolo.images.benchmarks.program.TaskServer;

/** A program that says what it is told, for tests. */
final class Echo {
    private Echo() {}

    public static void main(String[] arguments) throws IOException {
        TaskServer.serve(words -> {
            if (words.get(0).equals("fail")) {
                throw new IllegalStateException("as\ttold\nto");
            }
            return String.join("+", words) + System.getenv("ECHO");
        });
    }
}
