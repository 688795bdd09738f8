package us.apolo.images.core;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.AsyncImages;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageParser;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.core.registry.OperationCredentials;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** {@link Images} over the ports. */
final class ImagesService implements Images {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final System.Logger LOG = System.getLogger(ImagesService.class.getName());

    private final ApoloConfig config;
    private final ImageParser parser;
    private final CredentialsProvider credentials;
    private final Function<OperationCredentials, RegistryPort> registries;
    private final RegistryImages registryImages;
    private final LocalStore localStore;
    private final Workers workers;
    private final Operations operations = new Operations();
    private final AsyncImages async;
    private final Runnable closeTransport;

    /**
     * Puts the service together.
     *
     * @param registries makes the registry port of an operation
     * @param closeTransport frees what the registry ports work with
     */
    ImagesService(
            ApoloConfig config,
            CredentialsProvider credentials,
            Function<OperationCredentials, RegistryPort> registries,
            RegistryImages registryImages,
            LocalStore localStore,
            Workers workers,
            Runnable closeTransport) {
        this.config = config;
        this.parser = new ImageParser(config);
        this.credentials = credentials;
        this.registries = registries;
        this.registryImages = registryImages;
        this.localStore = localStore;
        this.workers = workers;
        this.closeTransport = closeTransport;
        this.async = new BackgroundImages(this, workers, operations::requireOpen);
    }

    @Override
    public RemoteImage push(LocalImage local, RemoteImage remote, ImageProgressListener progress) {
        requireAll(local, remote, progress);
        operate("push of " + local, session -> {
            localStore.transfers().push(local, remote, progress, session);
            return remote;
        });
        return remote;
    }

    @Override
    public LocalImage pull(RemoteImage remote, LocalImage local, ImageProgressListener progress) {
        requireAll(remote, local, progress);
        operate("pull of " + remote, session -> {
            localStore.transfers().pull(remote, local, progress, session);
            return local;
        });
        return local;
    }

    @Override
    public Digest digest(RemoteImage image) {
        requireAll(image);
        return operate(
                "digest of " + image,
                session -> session.registry().digest(Repository.of(image), Reference.tag(Transfers.tag(image))));
    }

    @Override
    public Digest rm(RemoteImage image, Digest digest) {
        requireAll(image, digest);
        return operate("rm of " + image, session -> {
            session.registry().deleteManifest(Repository.of(image), digest);
            return digest;
        });
    }

    @Override
    public List<RemoteImage> list() {
        return list(currentCluster());
    }

    @Override
    public List<RemoteImage> list(String clusterName) {
        requireAll(clusterName);
        return operate(
                "list of " + clusterName, session -> collect(registryImages.list(clusterName, session.registry())));
    }

    @Override
    public Stream<RemoteImage> listStream() {
        return listStream(currentCluster());
    }

    @Override
    public Stream<RemoteImage> listStream(String clusterName) {
        requireAll(clusterName);
        return operate("list of " + clusterName, session -> registryImages.list(clusterName, session.registry()));
    }

    @Override
    public List<RemoteImage> tags(RemoteImage image) {
        requireNoTag(image);
        return operate("tags of " + image, session -> collect(registryImages.tags(image, session.registry())));
    }

    @Override
    public Stream<RemoteImage> tagsStream(RemoteImage image) {
        requireNoTag(image);
        return operate("tags of " + image, session -> registryImages.tags(image, session.registry()));
    }

    @Override
    public long size(RemoteImage image) {
        return tagInfo(image).size();
    }

    @Override
    public Tag tagInfo(RemoteImage image) {
        requireTag(image);
        return operate("tag info of " + image, session -> registryImages.tagInfo(image, session.registry()));
    }

    @Override
    public List<Tag> tagInfos(RemoteImage image) {
        requireNoTag(image);
        return operate("tag infos of " + image, session -> {
            var tags = collect(registryImages.tags(image, session.registry()));
            return workers.map(tags, tag -> infoIfThere(tag, session)).stream()
                    .flatMap(Optional::stream)
                    .toList();
        });
    }

    /** A tag may be deleted between the list and the question. */
    private Optional<Tag> infoIfThere(RemoteImage tag, Session session) {
        try {
            return Optional.of(registryImages.tagInfo(tag, session.registry()));
        } catch (ImageNotFoundException e) {
            if (e.answer().isEmpty()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    @Override
    public ImageParser parser() {
        return parser;
    }

    @Override
    public AsyncImages async() {
        return async;
    }

    private <T> T operate(String name, Function<Session, T> work) {
        return operations.run(name, () -> {
            var current = new OperationCredentials(credentials);
            return work.apply(new Session(current, registries.apply(current)));
        });
    }

    private static List<RemoteImage> collect(Stream<RemoteImage> images) {
        try (images) {
            return images.toList();
        }
    }

    private String currentCluster() {
        var cluster = config.clusterName();
        if (cluster == null) {
            throw new InvalidNameException("", "the configuration has no cluster to list");
        }
        return cluster;
    }

    private static void requireAll(@Nullable Object... arguments) {
        for (var argument : arguments) {
            Objects.requireNonNull(argument);
        }
    }

    private static void requireTag(RemoteImage image) {
        if (image.tag() == null) {
            throw new InvalidNameException(image.toString(), "a tag is wanted here, and it has none");
        }
    }

    private static void requireNoTag(RemoteImage image) {
        if (image.tag() != null) {
            throw new InvalidNameException(image.toString(), "all tags are meant here, so it must not have one");
        }
    }

    @Override
    public void close() {
        if (!operations.close(PATIENCE)) {
            LOG.log(System.Logger.Level.WARNING, "An operation did not end within {0} of closing", PATIENCE);
        }
        workers.close();
        localStore.close();
        closeTransport.run();
    }
}
