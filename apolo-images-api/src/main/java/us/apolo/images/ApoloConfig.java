package us.apolo.images;

import java.net.URI;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where images live: the clusters with their registries, and the current cluster, organization and project, which fill
 * in what a name leaves out.
 *
 * <pre>{@code
 * var config = ApoloConfig.builder()
 *         .cluster("default", URI.create("https://registry.example.org"))
 *         .organization("acme")
 *         .project("ml")
 *         .build();
 * }</pre>
 */
public final class ApoloConfig {
    private static final System.Logger LOG = System.getLogger(ApoloConfig.class.getName());

    private final Map<String, URI> clusters;
    private final Map<String, String> registries = new HashMap<>();
    private final Map<String, String> clustersByRegistry = new HashMap<>();
    private final @Nullable String clusterName;
    private final @Nullable String orgName;
    private final @Nullable String projectName;

    private ApoloConfig(Builder builder) {
        clusters = Collections.unmodifiableMap(new LinkedHashMap<>(builder.clusters));
        clusters.forEach((name, url) -> {
            registries.put(name, authority(url));
            clustersByRegistry.putIfAbsent(authority(url), name);
        });
        clusterName = builder.clusterName;
        orgName = builder.orgName;
        projectName = builder.projectName;
    }

    /**
     * Starts a configuration.
     *
     * @return a builder without clusters
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The clusters.
     *
     * @return the URL of each cluster's registry by the cluster's name, in the order in which they were added; may be
     *     empty, immutable
     */
    public Map<String, URI> clusters() {
        return clusters;
    }

    /**
     * The current cluster.
     *
     * @return its name; null if there are no clusters
     */
    public @Nullable String clusterName() {
        return clusterName;
    }

    /**
     * The current organization.
     *
     * @return its name; null if there is none
     */
    public @Nullable String orgName() {
        return orgName;
    }

    /**
     * The current project.
     *
     * @return its name; null if there is none
     */
    public @Nullable String projectName() {
        return projectName;
    }

    /**
     * The authority of a cluster's registry.
     *
     * @param cluster the cluster's name
     * @return host, with {@code :port} where the URL states one
     * @throws InvalidNameException if there is no such cluster; the message lists those there are
     */
    public String registry(String cluster) {
        return registry(Objects.requireNonNull(cluster, "cluster"), cluster);
    }

    String registry(String cluster, String input) {
        var registry = registries.get(cluster);
        if (registry == null) {
            throw new InvalidNameException(
                    input, "there is no such cluster; the known ones are " + new TreeSet<>(clusters.keySet()));
        }
        return registry;
    }

    /** The cluster whose registry has this authority, the first one if they share it; null if none has. */
    @Nullable String clusterAt(String authority) {
        return clustersByRegistry.get(authority);
    }

    private static String authority(URI url) {
        var host = url.getHost().toLowerCase(Locale.ROOT);
        return url.getPort() < 0 ? host : host + ":" + url.getPort();
    }

    /** Builds an {@link ApoloConfig}. */
    public static final class Builder {
        private final Map<String, URI> clusters = new LinkedHashMap<>();
        private @Nullable String clusterName;
        private @Nullable String orgName;
        private @Nullable String projectName;

        private Builder() {}

        /**
         * Adds a cluster. The first one is the current one, unless {@link #currentCluster} names another.
         *
         * @param name the cluster's name
         * @param registryUrl the URL of its registry, {@code https} or {@code http}. What follows the host is ignored,
         *     since every registry is at {@code /v2/} of its host; a warning in the log says so if it is something else.
         * @return this
         * @throws InvalidNameException if the name is not one segment, or the URL has another scheme, no host, or a user
         */
        public Builder cluster(String name, URI registryUrl) {
            ImageGrammar.requireSegment(Objects.requireNonNull(name, "name"), "cluster name", name);
            clusters.put(name, requireRegistryUrl(Objects.requireNonNull(registryUrl, "registryUrl")));
            warnOfPath(name, registryUrl);
            return this;
        }

        private static void warnOfPath(String cluster, URI url) {
            if (!Objects.requireNonNullElse(url.getRawPath(), "").matches("(/(v2/?)?)?")
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "The registry of the cluster {0} is asked at {1}://{2}/v2/; what follows the host in {3} is ignored",
                        cluster,
                        url.getScheme(),
                        authority(url),
                        RegistryAnswer.withoutSecrets(url));
            }
        }

        private static URI requireRegistryUrl(URI url) {
            var scheme = url.getScheme();
            if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
                throw new InvalidNameException(
                        RegistryAnswer.withoutSecrets(url), "the URL of a registry starts with https:// or http://");
            }
            if (url.getRawUserInfo() != null) {
                throw new InvalidNameException(
                        RegistryAnswer.withoutSecrets(url), "the URL of a registry has no user and no password");
            }
            if (url.getHost() == null || !ImageGrammar.isHost(authority(url))) {
                throw new InvalidNameException(
                        RegistryAnswer.withoutSecrets(url), "the URL of a registry has a host, and a port up to 65535");
            }
            return url;
        }

        /**
         * Says which cluster is the current one.
         *
         * @param name the name of a cluster that has been or will be added
         * @return this
         */
        public Builder currentCluster(String name) {
            clusterName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Says which organization is the current one.
         *
         * @param name its name; null if there is none
         * @return this
         * @throws InvalidNameException if the name is not one segment
         */
        public Builder organization(@Nullable String name) {
            if (name != null) {
                ImageGrammar.requireSegment(name, "organization", name);
            }
            orgName = name;
            return this;
        }

        /**
         * Says which project is the current one.
         *
         * @param name its name; null if there is none
         * @return this
         * @throws InvalidNameException if the name is not one segment
         */
        public Builder project(@Nullable String name) {
            if (name != null) {
                ImageGrammar.requireSegment(name, "project", name);
            }
            projectName = name;
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return an immutable configuration
         * @throws InvalidNameException if the current cluster is not among the clusters
         */
        public ApoloConfig build() {
            if (clusterName == null && !clusters.isEmpty()) {
                clusterName = clusters.keySet().iterator().next();
            }
            var config = new ApoloConfig(this);
            if (clusterName != null) {
                config.registry(clusterName);
            }
            return config;
        }
    }
}
