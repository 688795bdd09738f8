package us.apolo.images.core;

import org.jspecify.annotations.Nullable;
import us.apolo.images.RemoteImage;

/**
 * Makes images of the repositories in one list. Lists are mostly sorted, so neighbours have the same organization and
 * project: those are kept once, which halves what a long list allocates.
 */
final class ListedRepositories {
    private final String clusterName;
    private final String authority;

    /** Whoever reads the list in parallel may find another's; that only costs strings. */
    private @Nullable Place last;

    ListedRepositories(String clusterName, String authority) {
        this.clusterName = clusterName;
        this.authority = authority;
    }

    /**
     * Where repositories are.
     *
     * @param path what their paths begin with, the slash included
     */
    private record Place(String path, String organization, String project) {}

    /**
     * The image that a repository is, such that its full name is that of the repository: {@code org/project/name…},
     * {@code project/name}, or a name alone, which is on the registry without being the platform's.
     */
    RemoteImage image(String path) {
        var first = path.indexOf('/');
        if (first < 0) {
            return RemoteImage.newExternalImage(path, authority);
        }
        var second = path.indexOf('/', first + 1);
        if (second < 0) {
            return RemoteImage.newPlatformImage(
                    path.substring(first + 1), authority, path.substring(0, first), clusterName);
        }
        var place = place(path, first, second);
        return RemoteImage.newPlatformImage(
                path.substring(second + 1), authority, place.project(), clusterName, place.organization(), null);
    }

    private Place place(String path, int first, int second) {
        var known = last;
        if (known != null && known.path().length() == second + 1 && path.startsWith(known.path())) {
            return known;
        }
        var place =
                new Place(path.substring(0, second + 1), path.substring(0, first), path.substring(first + 1, second));
        last = place;
        return place;
    }
}
