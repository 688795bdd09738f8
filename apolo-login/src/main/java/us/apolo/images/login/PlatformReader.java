package us.apolo.images.login;

import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import us.apolo.images.ApoloConfig;
import us.apolo.images.InvalidNameException;

/** Reads clusters and projects, which the login file and the platform write in the same way. */
final class PlatformReader {
    private static final System.Logger LOG = System.getLogger(PlatformReader.class.getName());

    private PlatformReader() {}

    /**
     * Reads them.
     *
     * @param clusters the list of clusters
     * @param projects the list of projects; may be missing
     * @throws IllegalArgumentException if the first is no list; the message quotes nothing
     */
    static Platform read(JsonNode clusters, JsonNode projects) {
        if (!clusters.isArray()) {
            throw new IllegalArgumentException("it has no list of clusters");
        }
        return new Platform(clusters(clusters), projects(projects));
    }

    private static List<Cluster> clusters(JsonNode list) {
        var clusters = new ArrayList<Cluster>();
        for (var entry : list) {
            var name = Json.text(entry, "name").orElse("");
            var registry = Json.text(entry, "registry_url").flatMap(PlatformReader::registry);
            if (registry.filter(url -> isUsable(name, url)).isPresent()) {
                clusters.add(new Cluster(name, registry.get(), organizations(entry)));
            } else {
                LOG.log(
                        Level.WARNING,
                        "The cluster ''{0}'' of the login is left out, since it has no name or no registry that can be"
                                + " asked",
                        name.replaceAll("\\p{Cc}", "?"));
            }
        }
        return clusters;
    }

    private static boolean isUsable(String name, URI registry) {
        try {
            return !ApoloConfig.builder()
                    .cluster(name, registry)
                    .build()
                    .clusters()
                    .isEmpty();
        } catch (InvalidNameException e) {
            // One cluster that is not what it should be is in nobody's way who wants another.
            return false;
        }
    }

    private static List<String> organizations(JsonNode cluster) {
        var names = new ArrayList<String>();
        for (var name : cluster.path("orgs")) {
            if (name.isString() && !name.stringValue().isEmpty()) {
                names.add(name.stringValue());
            }
        }
        return names;
    }

    /** Scheme, host and port: every registry is at /v2/ of its host. */
    private static Optional<URI> registry(String text) {
        try {
            var url = new URI(text);
            var isHttp = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
            return isHttp && url.getHost() != null && url.getRawUserInfo() == null
                    ? Optional.of(new URI(url.getScheme(), null, url.getHost(), url.getPort(), null, null, null))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            // What is no address leads nowhere; whoever asks says so.
            return Optional.empty();
        }
    }

    private static List<Project> projects(JsonNode list) {
        var projects = new ArrayList<Project>();
        for (var entry : list) {
            var name = Json.text(entry, "name");
            var cluster = Json.text(entry, "cluster_name");
            var organization = Json.text(entry, "org_name");
            if (name.isPresent() && cluster.isPresent() && organization.isPresent()) {
                projects.add(new Project(name.get(), cluster.get(), organization.get()));
            }
        }
        return projects;
    }
}
