package us.apolo.images.cli;

/** Where the program starts. */
public final class Main {
    private Main() {}

    /**
     * Does what the arguments say. The exit codes are those of {@link ExitCode}; a program that is ended by Ctrl-C exits
     * with 130, and one that is told to end with 143.
     *
     * @param arguments a command with its arguments and options, see {@code apolo-images --help}
     */
    public static void main(String[] arguments) {
        var unused = HeadStart.begin();
        var interruption = Interruption.listen();
        var exitCode = ExitCode.UNFORESEEN;
        try {
            exitCode =
                    new Program(Surroundings.ofProcess(), new LoginWorkplaces(), interruption::hasCome).run(arguments);
        } finally {
            interruption.finished();
        }
        System.exit(exitCode.number());
    }
}
