package us.apolo.images.benchmarks;

/**
 * What is to be reached, and whether it is.
 *
 * @param what what is to be reached
 * @param measured what was measured
 * @param reached whether it is reached
 */
public record Goal(String what, String measured, boolean reached) {
    /**
     * A goal that a figure must not exceed.
     *
     * @param what what is to be reached
     * @param figure what was measured
     * @param most the most that will do
     * @param unit the figure's unit
     * @return the goal
     */
    public static Goal atMost(String what, Spread figure, double most, String unit) {
        return new Goal(what, figure.text(unit), figure.median() <= most);
    }

    /**
     * A goal that a figure has to come up to.
     *
     * @param what what is to be reached
     * @param figure what was measured
     * @param least the least that will do
     * @param unit the figure's unit
     * @return the goal
     */
    public static Goal atLeast(String what, Spread figure, double least, String unit) {
        return new Goal(what, figure.text(unit), figure.median() >= least);
    }
}
