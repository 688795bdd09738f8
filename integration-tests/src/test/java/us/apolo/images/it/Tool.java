package us.apolo.images.it;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** One of the JDK's own tools, of the JDK that the tests run on. */
record Tool(String name) {
    static final Tool JAR = new Tool("jar");
    static final Tool JAVAC = new Tool("javac");
    static final Tool JAVAP = new Tool("javap");
    static final Tool JDEPS = new Tool("jdeps");
    static final Tool JLINK = new Tool("jlink");

    /** How a tool ended, and all that it said. */
    record Result(int exitCode, String output) {
        Stream<String> lines() {
            return output.lines().map(String::strip);
        }
    }

    /** Runs it and wants it to succeed. */
    Result run(List<String> options, Object... more) {
        var result = attempt(options, more);
        if (result.exitCode != 0) {
            throw new IllegalStateException(
                    "%s %s ended with %d: %s".formatted(name, options, result.exitCode, result.output));
        }
        return result;
    }

    /** Runs it, however it ends. */
    Result attempt(List<String> options, Object... more) {
        var words = new ArrayList<>(options);
        Arrays.stream(more).map(Object::toString).forEach(words::add);
        var output = new StringWriter();
        var writer = new PrintWriter(output);
        var exitCode = ToolProvider.findFirst(name).orElseThrow().run(writer, writer, words.toArray(String[]::new));
        return new Result(exitCode, output.toString());
    }
}
