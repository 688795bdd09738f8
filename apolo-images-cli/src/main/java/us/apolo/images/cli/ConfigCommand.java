package us.apolo.images.cli;

import picocli.CommandLine.Command;

/** {@code config}, which has commands of its own. */
@Command(name = "config", description = "Tells what the program goes by.", subcommands = ConfigShowCommand.class)
final class ConfigCommand {}
