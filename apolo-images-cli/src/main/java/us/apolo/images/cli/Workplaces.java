package us.apolo.images.cli;

/** Makes a {@link Workplace} as the user wants it. */
@FunctionalInterface
interface Workplaces {
    /**
     * Makes one.
     *
     * @param settings what the user wants
     * @return a workplace that the caller closes
     */
    Workplace open(Settings settings);
}
