package us.apolo.images.cli;

import java.util.function.Consumer;

/** Where results go: as lines or as a table for people and for other programs, or as JSON. */
final class Output {
    private final ResultStream out;
    private final Surroundings surroundings;
    private final boolean isJson;

    Output(Surroundings surroundings, boolean isJson) {
        this.out = surroundings.out();
        this.surroundings = surroundings;
        this.isJson = isJson;
    }

    /** Whether the result is wanted as JSON. */
    boolean isJson() {
        return isJson;
    }

    /** Writes a result that is one line, or its JSON. */
    void answer(String line, Consumer<Json> json) {
        if (isJson) {
            json(json);
        } else {
            line(line);
        }
    }

    /** Writes one JSON object on a line of its own. */
    void json(Consumer<Json> members) {
        line(Json.object(members));
    }

    /** Writes a line, and stops if nobody reads it or it cannot be written. */
    void line(String line) {
        out.println(line);
        out.requireWritten();
    }

    /** Writes a table that fits: see {@link Table}. */
    void table(Table table) {
        if (surroundings.outIsTerminal()) {
            table.lines(surroundings.terminalColumns().getAsInt(), surroundings.hasColour())
                    .forEach(out::println);
        } else {
            table.fields().forEach(out::println);
        }
        out.requireWritten();
    }
}
