package us.apolo.images.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands. */
final class CommandTree {
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    /** What helps with every command stands with the whole alone. */
    private static final String[] FOOTER = {
        "",
        "Images on a registry are written",
        "  image:NAME[:TAG]                           in the current project",
        "  image:/PROJECT/NAME[:TAG]                  in another project",
        "  image://CLUSTER/[ORG/]PROJECT/NAME[:TAG]   in full",
        "  HOST[:PORT]/NAME[:TAG]                     on any other registry",
        "",
        "Exit codes: 0 done, 1 refused or done in part, 2 wrong usage, 65 no name of an",
        "image, 69 no engine, 70 a fault of this program, 72 not found, 74 transfer or",
        "local store failed, 75 too many requests, 76 not understood, 77 not logged in",
        "or not allowed, 78 an adapter is not there, 125 the registry does not answer,",
        "130 interrupted, 141 nobody reads the result, 143 told to end."
    };

    private CommandTree() {}

    private static Map<String, Supplier<Object>> commands() {
        var commands = new LinkedHashMap<String, Supplier<Object>>();
        commands.put("push", PushCommand::new);
        commands.put("pull", PullCommand::new);
        commands.put("ls", LsCommand::new);
        commands.put("tags", TagsCommand::new);
        commands.put("size", SizeCommand::new);
        commands.put("digest", DigestCommand::new);
        commands.put("rm", RmCommand::new);
        commands.put("config", ConfigCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /** The program with all of its commands. */
    static CommandLine whole(GlobalOptions options) {
        return with(options, COMMANDS.keySet());
    }

    /**
     * The program as far as these arguments need it: looking at a command takes time, and a start most often is about one
     * of them. Where the first word is no command, all are there, for help and for what may have been meant.
     */
    static CommandLine of(GlobalOptions options, String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter(COMMANDS::containsKey)
                .map(name -> with(options, List.of(name)))
                .orElseGet(() -> whole(options));
    }

    private static CommandLine with(GlobalOptions options, Iterable<String> names) {
        var line = new CommandLine(options);
        for (var name : names) {
            var command = COMMANDS.get(name);
            if (command != null) {
                line.addSubcommand(name, command.get());
            }
        }
        // Not before: what is added takes over what the whole has.
        line.getCommandSpec().usageMessage().footer(FOOTER);
        return line;
    }
}
