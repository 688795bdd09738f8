package us.apolo.images;

import org.jspecify.annotations.Nullable;

/** Reads the names of images on the platform: those with {@code image:} or a cluster's authority in front. */
final class PlatformNames {
    private static final String SCHEME = "image:";
    private static final int AUTHORITY_START = "image://".length();

    private final ApoloConfig config;

    PlatformNames(ApoloConfig config) {
        this.config = config;
    }

    static boolean hasScheme(String text) {
        return text.startsWith(SCHEME);
    }

    /** Reads a name, or gives null if it is not that of an image on the platform. */
    @Nullable RemoteImage read(String text, TagOption tagOption) {
        if (hasScheme(text)) {
            requireNoQueryOrFragment(text);
            return readUrl(text, tagOption);
        }
        var cluster = clusterInFront(text);
        if (cluster == null) {
            return null;
        }
        requireNoQueryOrFragment(text);
        return readPath(cluster, text.substring(text.indexOf('/')), tagOption, text);
    }

    /** Where a local image goes unless something else is said. */
    RemoteImage forLocal(LocalImage image) {
        var input = image.toString();
        var cluster = clusterInFront(image.name());
        if (cluster == null) {
            return inCurrentProject(requireCurrentCluster(input), image.name(), image.tag(), input);
        }
        var path = image.name().substring(image.name().indexOf('/') + 1);
        return path.indexOf('/') < 0
                ? inCurrentProject(cluster, path, image.tag(), input)
                : inProject(cluster, withoutCurrentOrg(path), image.tag(), input);
    }

    private @Nullable String clusterInFront(String text) {
        var slash = text.indexOf('/');
        return slash < 0 ? null : config.clusterAt(text.substring(0, slash));
    }

    private static void requireNoQueryOrFragment(String text) {
        if (text.indexOf('?') >= 0) {
            throw new InvalidNameException(text, "it has a question mark, but an image has no query");
        }
        if (text.indexOf('#') >= 0) {
            throw new InvalidNameException(text, "it has a number sign, but an image has no fragment");
        }
    }

    private RemoteImage readUrl(String text, TagOption tagOption) {
        if (hasAuthority(text)) {
            var slash = text.indexOf('/', AUTHORITY_START);
            var end = slash < 0 ? text.length() : slash;
            var cluster = readCluster(text.substring(AUTHORITY_START, end), text);
            return readPath(cluster, text.substring(end), tagOption, text);
        }
        var path = PercentEscapes.decode(text.substring(SCHEME.length()), text);
        var parts = NameAndTag.read(path, tagOption, text);
        var cluster = requireCurrentCluster(text);
        return path.startsWith("/")
                ? inProject(cluster, withoutLeadingSlashes(parts.name()), parts.tag(), text)
                : inCurrentProject(cluster, parts.name(), parts.tag(), text);
    }

    /** Whether there is something between {@code //} and the next slash; three slashes or more begin a path. */
    private static boolean hasAuthority(String text) {
        return text.startsWith("//", SCHEME.length())
                && text.length() > AUTHORITY_START
                && text.charAt(AUTHORITY_START) != '/';
    }

    private static String readCluster(String authority, String input) {
        var at = authority.lastIndexOf('@');
        var colon = authority.indexOf(':');
        if (at >= 0 && colon >= 0 && colon < at) {
            throw new InvalidNameException(input, "it has a password, which has no place in the name of an image");
        }
        if (at >= 0) {
            throw new InvalidNameException(input, "it has a user, who has no place in the name of an image");
        }
        if (colon >= 0) {
            throw new InvalidNameException(input, "it has a port, but a cluster is called by its name alone");
        }
        return PercentEscapes.decode(authority, input);
    }

    /** Reads {@code [/org]/project/name[:tag]}. */
    private RemoteImage readPath(String cluster, String path, TagOption tagOption, String input) {
        var decoded = withoutLeadingSlashes(PercentEscapes.decode(path, input));
        var parts = NameAndTag.read(decoded, tagOption, input);
        return inProject(cluster, withoutCurrentOrg(parts.name()), parts.tag(), input);
    }

    private static String withoutLeadingSlashes(String path) {
        var start = 0;
        while (start < path.length() && path.charAt(start) == '/') {
            start++;
        }
        return path.substring(start);
    }

    private String withoutCurrentOrg(String path) {
        var org = config.orgName();
        return org != null && startsWithSegment(path, org) ? path.substring(org.length() + 1) : path;
    }

    private static boolean startsWithSegment(String path, String segment) {
        return path.startsWith(segment) && path.startsWith("/", segment.length());
    }

    private RemoteImage inProject(String cluster, String projectAndName, @Nullable String tag, String input) {
        var slash = projectAndName.indexOf('/');
        if (slash < 0 || slash == projectAndName.length() - 1) {
            throw new InvalidNameException(input, "no name is left behind the project");
        }
        var project = projectAndName.substring(0, slash);
        return image(cluster, project, projectAndName.substring(slash + 1), tag, input);
    }

    private RemoteImage inCurrentProject(String cluster, String name, @Nullable String tag, String input) {
        var project = config.projectName();
        if (project == null) {
            throw new InvalidNameException(input, "there is no current project: set one, or write image:/project/name");
        }
        return image(cluster, project, name, tag, input);
    }

    private String requireCurrentCluster(String input) {
        var cluster = config.clusterName();
        if (cluster == null) {
            throw new InvalidNameException(input, "there is no current cluster: the configuration has no clusters");
        }
        return cluster;
    }

    private RemoteImage image(String cluster, String project, String name, @Nullable String tag, String input) {
        try {
            return RemoteImage.newPlatformImage(
                    name, config.registry(cluster, input), project, cluster, config.orgName(), tag);
        } catch (InvalidNameException e) {
            // The image has checked its parts, and nobody else; what it refuses is told of the text that was read.
            ImageGrammar.requireSegment(project, "project", input);
            ImageGrammar.requireName(name, input);
            throw e;
        }
    }
}
