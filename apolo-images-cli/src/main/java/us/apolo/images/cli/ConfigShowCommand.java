package us.apolo.images.cli;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;

/** {@code config show}. It has nothing to do with tokens, so that none can show. */
@Command(
        name = "show",
        description = "Prints the current cluster, organization and project, all clusters, and the adapters in use.")
final class ConfigShowCommand implements Action {
    private static final String NONE = "-";

    @Override
    public ExitCode run(Session session) {
        var config = session.config();
        var settings = session.settings();
        var store = settings.localStore();
        var output = session.output();
        if (output.isJson()) {
            output.json(json -> json.text("cluster", config.clusterName())
                    .text("org", config.orgName())
                    .text("project", config.projectName())
                    .objects("clusters", config.clusters().entrySet(), ConfigShowCommand::write)
                    .text("transport", settings.transport())
                    .text("docker", store.name())
                    .text("dockerLocation", store.config().location()));
            return ExitCode.DONE;
        }
        output.line("Cluster:       " + orNone(config.clusterName()));
        output.line("Organization:  " + orNone(config.orgName()));
        output.line("Project:       " + orNone(config.projectName()));
        output.line("Transport:     " + settings.transport());
        var place = store.config().location();
        output.line("Local store:   " + store.name() + (place == null ? "" : " at " + place));
        output.line(config.clusters().isEmpty() ? "Clusters:      " + NONE : "Clusters:");
        config.clusters().forEach((name, registry) -> output.line("  " + name + "  " + registry));
        return ExitCode.DONE;
    }

    private static void write(Json json, Map.Entry<String, URI> cluster) {
        json.text("name", cluster.getKey()).text("registry", cluster.getValue().toString());
    }

    private static String orNone(@org.jspecify.annotations.Nullable String value) {
        return Objects.requireNonNullElse(value, NONE);
    }
}
