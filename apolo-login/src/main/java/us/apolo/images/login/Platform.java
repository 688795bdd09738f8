package us.apolo.images.login;

import java.util.List;
import java.util.Optional;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.InvalidNameException;

/**
 * What the platform has for an account.
 *
 * @param clusters the clusters, as the platform orders them
 * @param projects the projects
 */
record Platform(List<Cluster> clusters, List<Project> projects) {
    Platform {
        clusters = List.copyOf(clusters);
        projects = List.copyOf(projects);
    }

    /** Fills in what is not said, as the platform's own command does. */
    CurrentNames completed(CurrentNames said) {
        var cluster = said.cluster()
                .map(this::cluster)
                .orElseGet(() -> clusters.stream().findFirst());
        var organization = said.organization()
                .or(() ->
                        cluster.flatMap(found -> found.organizations().stream().findFirst()));
        var clusterName = said.cluster().or(() -> cluster.map(Cluster::name));
        var project = said.project().or(() -> firstProject(clusterName, organization));
        return new CurrentNames(clusterName, organization, project);
    }

    private Optional<Cluster> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    private Optional<String> firstProject(Optional<String> cluster, Optional<String> organization) {
        return projects.stream()
                .filter(project -> Optional.of(project.cluster()).equals(cluster))
                .filter(project -> Optional.of(project.organization()).equals(organization))
                .map(Project::name)
                .sorted()
                .findFirst();
    }

    /**
     * The configuration.
     *
     * @param current what is current
     * @param source where that is from, for people
     * @throws CredentialsUnavailableException if the current cluster is none of the clusters, or a name is not one
     */
    ApoloConfig config(CurrentNames current, String source) {
        var builder = ApoloConfig.builder();
        try {
            clusters.forEach(cluster -> builder.cluster(cluster.name(), cluster.registry()));
            current.cluster().ifPresent(builder::currentCluster);
            return builder.organization(current.organization().orElse(null))
                    .project(current.project().orElse(null))
                    .build();
        } catch (InvalidNameException e) {
            throw new CredentialsUnavailableException(
                    "The configuration of " + source + " is of no use: " + e.getMessage()
                            + "; switch with apolo config switch-cluster, switch-org or switch-project, or correct the"
                            + " file that names it",
                    e);
        }
    }
}
