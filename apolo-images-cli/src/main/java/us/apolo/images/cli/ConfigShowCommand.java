package us.apolo.images.cli;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code config show}. What it is told of the login has no secrets. */
@Command(
        name = "show",
        description = "Prints whose login counts, the current cluster, organization and project, all clusters, and the"
                + " adapters in use.")
final class ConfigShowCommand implements Action {
    private static final String NONE = "-";

    @Override
    public ExitCode run(Session session) {
        var login = session.login();
        var config = login.config();
        var settings = session.settings();
        var store = settings.localStore();
        var output = session.output();
        if (output.isJson()) {
            output.json(json -> json.text("account", login.account().orElse(null))
                    .text("api", login.apiUrl().map(URI::toString).orElse(null))
                    .text("login", login.source())
                    .text("cluster", config.clusterName())
                    .text("org", config.orgName())
                    .text("project", config.projectName())
                    .objects("clusters", config.clusters().entrySet(), ConfigShowCommand::write)
                    .text("transport", settings.transport())
                    .text("docker", store.name())
                    .text("dockerLocation", store.config().location()));
            return ExitCode.DONE;
        }
        output.line("Account:       " + login.account().orElse(NONE));
        output.line("API:           " + login.apiUrl().map(URI::toString).orElse(NONE));
        output.line("Login:         " + login.source());
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

    private static String orNone(@Nullable String value) {
        return Objects.requireNonNullElse(value, NONE);
    }
}
