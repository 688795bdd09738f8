package us.apolo.images.cli;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import us.apolo.images.ApoloConfig;
import us.apolo.images.login.LoginDetails;

/** {@code config show}. What it is told of the login has no secrets. */
@Command(
        name = "show",
        description = "Prints whose login counts, the current cluster, organization and project, all clusters, and the"
                + " adapters in use.")
final class ConfigShowCommand implements Action {
    private static final String NONE = "-";

    @Override
    public ExitCode run(Session session) {
        var settings = session.settings();
        var missing = session.whyNoLogin();
        if (session.output().isJson()) {
            session.output().json(json -> {
                missing.ifPresentOrElse(
                        why -> json.text("login", null).text("whyNoLogin", why.getMessage()),
                        () -> write(json, session.login()));
                write(json, settings);
            });
            return ExitCode.DONE;
        }
        missing.ifPresentOrElse(
                why -> session.output().line("Login:         none: " + Session.inSentence(why)),
                () -> write(session.output(), session.login()));
        write(session.output(), settings);
        if (missing.isEmpty()) {
            writeClusters(session.output(), session.login().config());
        }
        return ExitCode.DONE;
    }

    private static void write(Output output, LoginDetails login) {
        var config = login.config();
        output.line("Account:       " + login.account().orElse(NONE));
        output.line("API:           " + login.apiUrl().map(URI::toString).orElse(NONE));
        output.line("Login:         " + login.source());
        output.line("Cluster:       " + orNone(config.clusterName()));
        output.line("Organization:  " + orNone(config.orgName()));
        output.line("Project:       " + orNone(config.projectName()));
    }

    private static void write(Output output, Settings settings) {
        output.line("Transport:     " + settings.transport());
        output.line("Local store:   " + settings.localStore().written());
    }

    private static void writeClusters(Output output, ApoloConfig config) {
        output.line(config.clusters().isEmpty() ? "Clusters:      " + NONE : "Clusters:");
        config.clusters().forEach((name, registry) -> output.line("  " + name + "  " + registry));
    }

    private static void write(Json json, LoginDetails login) {
        var config = login.config();
        json.text("account", login.account().orElse(null))
                .text("api", login.apiUrl().map(URI::toString).orElse(null))
                .text("login", login.source())
                .text("cluster", config.clusterName())
                .text("org", config.orgName())
                .text("project", config.projectName())
                .objects("clusters", config.clusters().entrySet(), ConfigShowCommand::write);
    }

    private static void write(Json json, Settings settings) {
        var store = settings.localStore();
        json.text("transport", settings.transport())
                .text("docker", store.word())
                .text("dockerLocation", store.config().location());
    }

    private static void write(Json json, Map.Entry<String, URI> cluster) {
        json.text("name", cluster.getKey()).text("registry", cluster.getValue().toString());
    }

    private static String orNone(@Nullable String value) {
        return Objects.requireNonNullElse(value, NONE);
    }
}
