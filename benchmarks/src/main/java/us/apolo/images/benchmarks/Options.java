package us.apolo.images.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the user asked for.
 *
 * @param rounds how many rounds count
 * @param only the works to be done; empty for all
 * @param page where the page goes
 * @param peers where the peers are
 * @param classPath the library's class path
 * @param missing the peers that could not be installed
 */
record Options(int rounds, List<String> only, Path page, Path peers, String classPath, List<String> missing) {
    Options {
        only = List.copyOf(only);
        missing = List.copyOf(missing);
    }

    static Options read(String... arguments) {
        var rounds = 5;
        var only = new ArrayList<String>();
        var missing = new ArrayList<String>();
        var page = Path.of("docs/benchmarks.md");
        var peers = Path.of("benchmarks/target/peers");
        var classPath = System.getProperty("java.class.path");
        var rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            if (!rest.hasNext()) {
                throw new UsageException(option + " wants a value");
            }
            var value = rest.next();
            switch (option) {
                case "--rounds" -> rounds = number(value);
                case "--only" -> only.add(value);
                case "--page" -> page = Path.of(value);
                case "--peers" -> peers = Path.of(value);
                case "--missing" -> missing.add(value);
                default -> throw new UsageException("unknown option: " + option);
            }
        }
        return new Options(rounds, only, page, peers, classPath, missing);
    }

    private static int number(String value) {
        try {
            var number = Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--rounds wants a number, not " + value, e);
        }
        throw new UsageException("--rounds wants 1 or more, not " + value);
    }
}
