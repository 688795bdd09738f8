package us.apolo.images.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The manual page, in the language of {@code man}: what the help texts say, on one page.
 *
 * @param date the day of the build
 * @param version the program's version
 */
record ManualPage(String date, String version) {
    /** The page of the program with all of its commands. */
    String text(CommandLine program) {
        var spec = program.getCommandSpec();
        var page = new StringBuilder();
        page.append(".TH APOLO-IMAGES 1 ")
                .append(date)
                .append(" \"apolo-images ")
                .append(escaped(version));
        page.append("\"\n.SH NAME\napolo\\-images \\- moves container images between this machine and a registry\n");
        page.append(".SH SYNOPSIS\n.B apolo\\-images\n.I COMMAND\n[options] [arguments]\n.SH DESCRIPTION\n");
        paragraphs(page, spec.usageMessage().description());
        page.append(".SH COMMANDS\n");
        spec.subcommands().values().forEach(command -> command(page, command.getCommandSpec()));
        page.append(".SH OPTIONS\nEvery command has these.\n");
        spec.options().forEach(option -> option(page, option));
        page.append(".SH NAMES AND EXIT CODES\n");
        asItIs(page, spec.usageMessage().footer());
        page.append(".SH ENVIRONMENT\n");
        Variables.ALL.forEach((name, meaning) -> entry(page, "\\fB" + escaped(name) + "\\fR", meaning));
        return page.toString();
    }

    private static void command(StringBuilder page, CommandSpec spec) {
        if (!spec.subcommands().isEmpty()) {
            spec.subcommands().values().forEach(inner -> command(page, inner.getCommandSpec()));
            return;
        }
        var name = spec.qualifiedName(" ").replaceFirst("^apolo-images ", "");
        var parameters =
                spec.positionalParameters().stream().map(ManualPage::parameter).collect(Collectors.joining(" "));
        page.append(".SS ")
                .append(escaped(name))
                .append(' ')
                .append(escaped(parameters))
                .append('\n');
        paragraphs(page, spec.usageMessage().description());
        spec.options().stream().filter(option -> !option.inherited()).forEach(option -> option(page, option));
        page.append(".PP\n");
        asItIs(page, spec.usageMessage().footer());
    }

    private static String parameter(PositionalParamSpec parameter) {
        var label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
        return parameter.arity().min() == 0 ? "[" + label + "]" : label;
    }

    private static void option(StringBuilder page, OptionSpec option) {
        var names = Stream.of(option.names())
                .map(name -> "\\fB" + escaped(name) + "\\fR")
                .collect(Collectors.joining(", "));
        var value = option.arity().max() == 0 ? "" : " \\fI" + escaped(option.paramLabel()) + "\\fR";
        entry(page, names + value, String.join(" ", option.description()));
    }

    private static void entry(StringBuilder page, String head, String text) {
        page.append(".TP\n").append(head).append('\n').append(escaped(text)).append('\n');
    }

    private static void paragraphs(StringBuilder page, String... lines) {
        for (var line : lines) {
            page.append(line.isEmpty() ? ".PP" : escaped(line)).append('\n');
        }
    }

    private static void asItIs(StringBuilder page, String... lines) {
        page.append(".nf\n");
        Arrays.stream(lines)
                .map(line -> line.isEmpty() ? ".sp" : escaped(line))
                .forEach(line -> page.append(line).append('\n'));
        page.append(".fi\n");
    }

    /** A hyphen would be typeset as one, and a point or a quote at the start of a line would be an order. */
    private static String escaped(String text) {
        var safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
