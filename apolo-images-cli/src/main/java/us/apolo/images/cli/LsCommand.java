package us.apolo.images.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import us.apolo.images.ApoloConfig;
import us.apolo.images.RemoteImage;

/** {@code ls}. */
@Command(
        name = "ls",
        description = "Lists the images of the current project, without their tags, in the registry's order.",
        footer = {
            "",
            "Examples:",
            "  apolo-images ls",
            "  apolo-images ls --all-projects --name 'my-.*'",
            "  apolo-images ls -l --project research"
        })
final class LsCommand implements Action {
    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = "The images of this cluster, not of the current one.")
    private @Nullable String cluster;

    @Option(
            names = "--org",
            paramLabel = "ORG",
            description = "The images of this organization, not of the current one. May be given several times.")
    private List<String> orgs = new ArrayList<>();

    @Option(names = "--all-orgs", description = "The images of all organizations.")
    private boolean allOrgs;

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = "The images of this project, not of the current one. May be given several times.")
    private List<String> projects = new ArrayList<>();

    @Option(names = "--all-projects", description = "The images of all projects.")
    private boolean allProjects;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "PATTERN",
            description = "Only images whose whole name matches this regular expression.")
    private @Nullable String pattern;

    @Option(names = "-l", description = "With the name by which Docker knows each image.")
    private boolean isLong;

    @Option(names = "--full-uri", description = "With cluster, organization and project in each name.")
    private boolean isFull;

    @Override
    public ExitCode run(Session session) {
        var config = session.login().config();
        var names = new ImageNames(config, isFull);
        var wanted = ofOrg(config).and(ofProject(config)).and(named());
        try (var images = all(session)) {
            write(session.output(), images.filter(wanted), names);
        }
        return ExitCode.DONE;
    }

    private Stream<RemoteImage> all(Session session) {
        return cluster == null
                ? session.images().listStream()
                : session.images().listStream(cluster);
    }

    private void write(Output output, Stream<RemoteImage> images, ImageNames names) {
        if (output.isJson()) {
            var found = images.toList();
            output.json(json -> json.objects("images", found, (each, image) -> write(each, image, names)));
        } else if (isLong) {
            var table = new Table("IMAGE", "DOCKER NAME");
            images.forEach(image -> table.row(names.of(image), image.asDockerUrl()));
            output.table(table);
        } else {
            images.forEach(image -> output.line(names.of(image)));
        }
    }

    private static void write(Json json, RemoteImage image, ImageNames names) {
        json.text("image", names.inFull(image).orElse(null))
                .text("cluster", image.clusterName())
                .text("org", image.orgName())
                .text("project", image.projectName())
                .text("name", image.name())
                .text("docker", image.asDockerUrl());
    }

    /** An organization that is named counts before the current one, which may be none. */
    private Predicate<RemoteImage> ofOrg(ApoloConfig config) {
        if (allOrgs) {
            return image -> true;
        }
        return orgs.isEmpty()
                ? image -> Objects.equals(image.orgName(), config.orgName())
                : image -> image.orgName() != null && orgs.contains(image.orgName());
    }

    private Predicate<RemoteImage> ofProject(ApoloConfig config) {
        if (allProjects) {
            return image -> true;
        }
        var current = config.projectName();
        if (projects.isEmpty() && current == null) {
            throw new CommandException(
                    ExitCode.USAGE, "There is no current project: name one with --project, or write --all-projects");
        }
        return projects.isEmpty()
                ? image -> Objects.equals(image.projectName(), current)
                : image -> image.projectName() != null && projects.contains(image.projectName());
    }

    private Predicate<RemoteImage> named() {
        if (pattern == null) {
            return image -> true;
        }
        try {
            var compiled = Pattern.compile(pattern);
            return image -> compiled.matcher(image.name()).matches();
        } catch (PatternSyntaxException e) {
            throw new CommandException(
                    ExitCode.USAGE, "--name wants a regular expression: " + e.getDescription() + " in " + pattern, e);
        }
    }
}
