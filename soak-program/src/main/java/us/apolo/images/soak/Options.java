package us.apolo.images.soak;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the user asked for. */
record Options(int operations, int threads, int oneFaultIn, List<String> transports, Optional<Path> page) {
    static final List<String> TRANSPORTS = List.of("okhttp", "apache");
    static final Options DEFAULT = new Options(20_000, 16, 50, TRANSPORTS, Optional.empty());

    private static final int MIN_OPERATIONS = 100;

    /**
     * Reads the arguments.
     *
     * @throws UsageException if there is one that makes no sense
     */
    static Options read(String... arguments) {
        var options = DEFAULT;
        var rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            if (!rest.hasNext()) {
                throw new UsageException(option + " wants a value");
            }
            options = options.with(option, rest.next());
        }
        return options;
    }

    private Options with(String option, String value) {
        return switch (option) {
            case "--operations" ->
                new Options(number(option, value, MIN_OPERATIONS), threads, oneFaultIn, transports, page);
            case "--threads" -> new Options(operations, number(option, value, 1), oneFaultIn, transports, page);
            case "--one-fault-in" -> new Options(operations, threads, number(option, value, 2), transports, page);
            case "--transport" -> new Options(operations, threads, oneFaultIn, transports(value), page);
            case "--page" -> new Options(operations, threads, oneFaultIn, transports, Optional.of(Path.of(value)));
            default -> throw new UsageException("unknown option: " + option);
        };
    }

    private static int number(String option, String value, int least) {
        try {
            var number = Integer.parseInt(value);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException(option + " wants a number, not " + value, e);
        }
        throw new UsageException(option + " wants " + least + " or more, not " + value);
    }

    private static List<String> transports(String value) {
        if (value.equals("both")) {
            return TRANSPORTS;
        }
        if (!TRANSPORTS.contains(value)) {
            throw new UsageException("--transport wants okhttp, apache or both, not " + value);
        }
        return List.of(value);
    }
}
