package us.apolo.images.port;

import java.util.Locale;
import java.util.Objects;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RemoteImage;

/**
 * A repository on a registry.
 *
 * @param registry the registry's authority: host, with {@code :port} where one is stated
 * @param path the repository's path there, for example {@code org/project/name}
 */
public record Repository(String registry, String path) {
    /** The authority that Docker Hub answers at. */
    public static final String DOCKER_HUB = "registry-1.docker.io";

    /**
     * Checks the parts.
     *
     * @param registry the registry's authority: host, with {@code :port} where one is stated
     * @param path the repository's path there, for example {@code org/project/name}
     * @throws InvalidNameException if one is empty, or the path has a segment that is a single or double dot, which
     *     clients of HTTP fold, so that a request would go to another repository
     */
    public Repository {
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(path, "path");
        if (registry.isEmpty() || path.isEmpty()) {
            throw new InvalidNameException(registry + "/" + path, "a repository has a registry and a path");
        }
        if (hasDotSegment(path)) {
            throw new InvalidNameException(registry + "/" + path, "the path of a repository has no . or .. in it");
        }
    }

    private static boolean hasDotSegment(String path) {
        if (path.indexOf('.') < 0) {
            return false;
        }
        var enclosed = "/" + path + "/";
        return enclosed.contains("/./") || enclosed.contains("/../");
    }

    /**
     * The repository that an image lives in. A name that does not start with a host (something with a dot or a colon in
     * it or a capital letter, or {@code localhost}) is one of Docker Hub, where a single word stands for {@code library/word}: the rule of
     * the {@code docker} command.
     *
     * @param image an image, with or without a tag
     * @return its repository
     */
    public static Repository of(RemoteImage image) {
        var registry = image.registry();
        return registry != null ? at(registry, path(image)) : ofDockerName(image.name());
    }

    private static String path(RemoteImage image) {
        if (image.owner() == null) {
            return image.name();
        }
        var inProject = image.owner() + "/" + image.name();
        return image.orgName() == null ? inProject : image.orgName() + "/" + inProject;
    }

    private static Repository ofDockerName(String name) {
        var slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        return isHost(first) ? at(first, name.substring(slash + 1)) : new Repository(DOCKER_HUB, hubPath(name));
    }

    private static Repository at(String host, String path) {
        return isDockerHub(host) ? new Repository(DOCKER_HUB, hubPath(path)) : new Repository(host, path);
    }

    private static boolean isHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static boolean isDockerHub(String host) {
        return host.equals("docker.io") || host.equals("index.docker.io");
    }

    private static String hubPath(String path) {
        return path.indexOf('/') < 0 ? "library/" + path : path;
    }

    /**
     * The repository for people.
     *
     * @return {@code registry/path}
     */
    @Override
    public String toString() {
        return registry + "/" + path;
    }
}
