package us.apolo.images.benchmarks;

import java.util.List;
import java.util.Locale;

/**
 * Some figures of the same thing.
 *
 * @param median the one in the middle
 * @param least the least
 * @param most the most
 */
public record Spread(double median, double least, double most) {
    /**
     * Looks at some figures.
     *
     * @param figures at least one
     * @return their middle and their ends
     */
    public static Spread of(List<Double> figures) {
        var sorted = figures.stream().sorted().toList();
        var middle = sorted.size() / 2;
        var median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /**
     * The figures for people, with as many digits as mean something.
     *
     * @param unit what follows the middle: {@code " s"}, {@code " ×"}
     * @return the middle, and the ends in brackets
     */
    public String text(String unit) {
        return number(median) + unit + " (" + number(least) + "–" + number(most) + ")";
    }

    /**
     * A number with three digits that mean something.
     *
     * @param number any
     * @return its text
     */
    public static String number(double number) {
        var digits = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", number);
    }
}
