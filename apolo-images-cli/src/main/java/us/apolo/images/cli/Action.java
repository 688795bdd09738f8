package us.apolo.images.cli;

/** A command that does something, as opposed to one that has commands of its own. */
interface Action {
    /**
     * Does it.
     *
     * @param session what there is to work with
     * @return how it went, if nothing is thrown
     */
    ExitCode run(Session session);
}
