package us.apolo.images.login;

import java.util.Optional;

/**
 * The cluster, organization and project that fill in what a name of an image leaves out, as far as they are said.
 *
 * @param cluster the cluster's name
 * @param organization the organization's name
 * @param project the project's name
 */
record CurrentNames(Optional<String> cluster, Optional<String> organization, Optional<String> project) {
    static final CurrentNames NONE = new CurrentNames(Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and the others for what is not said here. */
    CurrentNames or(CurrentNames others) {
        return new CurrentNames(
                cluster.or(others::cluster), organization.or(others::organization), project.or(others::project));
    }
}
