package us.apolo.images.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;

/** {@code completion}. */
@Command(
        name = "completion",
        description = {
            "Prints a script that has bash and zsh complete commands and options.",
            "",
            "For bash, put this line into ~/.bashrc; for zsh, into ~/.zshrc:",
            "  source <(apolo-images completion)"
        })
final class CompletionCommand implements Action {
    @Override
    public ExitCode run(Session session) {
        AutoComplete.bash("apolo-images", CommandTree.whole(new GlobalOptions()))
                .lines()
                .forEach(session.output()::line);
        return ExitCode.DONE;
    }
}
