package us.apolo.images.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * The program itself: the options that every command has. They may stand before the command or after it. Whether help or
 * the version is asked for, picocli sees by itself.
 */
@SuppressWarnings("UnusedVariable")
@Command(
        name = "apolo-images",
        description = "Moves container images between this machine and a registry, and looks after them there.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        abbreviateSynopsis = true,
        sortOptions = false,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nArguments:%n",
        commandListHeading = "%nCommands:%n",
        descriptionHeading = "%n")
final class GlobalOptions {
    @Option(
            names = "--docker",
            paramLabel = "STORE",
            order = 100,
            scope = ScopeType.INHERIT,
            description = {
                "Where local images are: daemon (the Docker engine; the default), cli (the same through the docker"
                        + " command), or oci-layout:FOLDER, which needs no Docker. daemon:ADDRESS and cli:ADDRESS name"
                        + " an engine. Also in APOLO_IMAGES_DOCKER."
            })
    private @Nullable String docker;

    @Option(
            names = "--transport",
            paramLabel = "NAME",
            order = 101,
            scope = ScopeType.INHERIT,
            description = "What carries HTTP: okhttp (the default) or apache. Also in APOLO_IMAGES_TRANSPORT.")
    private @Nullable String transport;

    @Option(
            names = "--json",
            order = 102,
            scope = ScopeType.INHERIT,
            description = "Write the result as JSON, with sizes in bytes, and an error as JSON to standard error.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            order = 103,
            scope = ScopeType.INHERIT,
            description = "Write the result and errors alone.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            order = 104,
            scope = ScopeType.INHERIT,
            description = "Tell each request and what else is done, on standard error.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            order = 105,
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and end.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            order = 106,
            versionHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the version and end.")
    private boolean version;

    @Nullable String docker() {
        return docker;
    }

    @Nullable String transport() {
        return transport;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }
}
