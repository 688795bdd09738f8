package us.apolo.images.testkit;

/** How a {@link RegistryServer} leads from one page of names to the next. */
public enum PageLinks {
    /** By a link that has {@code last} and {@code n}, as the protocol shows it. */
    PLAIN,

    /**
     * By a link that is as legal and looks otherwise: it stands among others, has parameters of its own, no quotes around
     * its relation, and no path.
     */
    UNUSUAL,

    /** By a link whose {@code next_page} nobody but the server understands. It takes no notice of {@code last}. */
    OPAQUE,

    /** By none: all names come at once, however many are asked for. */
    NONE
}
