package us.apolo.images.core;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.AsyncImages;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.ImageParser;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.TagResult;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.operation.Observers;
import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.observation.OperationKind;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** {@link Images} over the ports. */
final class ImagesService implements Images {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApoloConfig config;
    private final ImageParser parser;
    private final CredentialsProvider credentials;
    private final BiFunction<OperationCredentials, Observation, RegistryPort> registries;
    private final RegistryImages registryImages;
    private final LocalStore localStore;
    private final Workers workers;
    private final Observers observers;
    private final Operations operations;
    private final ShutdownCleanup shutdown = new ShutdownCleanup(this::close);
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
            BiFunction<OperationCredentials, Observation, RegistryPort> registries,
            RegistryImages registryImages,
            LocalStore localStore,
            Workers workers,
            Observers observers,
            TimeLimit timeLimit,
            Runnable closeTransport) {
        this.config = config;
        this.parser = new ImageParser(config);
        this.credentials = credentials;
        this.registries = registries;
        this.registryImages = registryImages;
        this.localStore = localStore;
        this.workers = workers;
        this.closeTransport = closeTransport;
        this.observers = observers;
        this.operations = new Operations(this::release, timeLimit);
        this.async = new BackgroundImages(this, config, workers, observers, operations::requireOpen);
    }

    @Override
    public RemoteImage push(LocalImage local, RemoteImage remote, ImageProgressListener progress) {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(progress, "progress");
        return transfer(OperationKind.PUSH, remote, session -> {
            localStore.transfers().push(local, remote, progress, session);
            return remote;
        });
    }

    @Override
    public LocalImage pull(RemoteImage remote, LocalImage local, ImageProgressListener progress) {
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(progress, "progress");
        return transfer(OperationKind.PULL, remote, session -> {
            localStore.transfers().pull(remote, local, progress, session);
            return local;
        });
    }

    @Override
    public Digest digest(RemoteImage image) {
        Objects.requireNonNull(image, "image");
        return operate(
                OperationKind.DIGEST,
                image,
                session -> session.registry().digest(Repository.of(image), Reference.tag(Transfers.tag(image))));
    }

    @Override
    public Digest rm(RemoteImage image, Digest digest) {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(digest, "digest");
        return operate(
                OperationKind.RM,
                image,
                session -> deletion(image, session.registry()).digest(digest));
    }

    @Override
    public Digest rmTag(RemoteImage image) {
        Arguments.requireTag(image);
        return operate(
                OperationKind.RM_TAG,
                image,
                session -> deletion(image, session.registry()).tag());
    }

    private Deletion deletion(RemoteImage image, RegistryPort registry) {
        return new Deletion(image, registry, () -> collect(registryImages.tags(image.withoutTag(), registry)), workers);
    }

    @Override
    public List<RemoteImage> list() {
        return list(Arguments.currentCluster(config));
    }

    @Override
    public List<RemoteImage> list(String clusterName) {
        Objects.requireNonNull(clusterName, "clusterName");
        return operate(
                OperationKind.LIST,
                clusterName,
                session -> collect(registryImages.list(clusterName, session.registry())));
    }

    @Override
    public Stream<RemoteImage> listStream() {
        return listStream(Arguments.currentCluster(config));
    }

    @Override
    public Stream<RemoteImage> listStream(String clusterName) {
        Objects.requireNonNull(clusterName, "clusterName");
        return stream(OperationKind.LIST, clusterName, session -> registryImages.list(clusterName, session.registry()));
    }

    @Override
    public List<RemoteImage> tags(RemoteImage image) {
        Arguments.requireNoTag(image);
        return operate(OperationKind.TAGS, image, session -> collect(registryImages.tags(image, session.registry())));
    }

    @Override
    public Stream<RemoteImage> tagsStream(RemoteImage image) {
        Arguments.requireNoTag(image);
        return stream(OperationKind.TAGS, image, session -> registryImages.tags(image, session.registry()));
    }

    @Override
    public long size(RemoteImage image) {
        Arguments.requireTag(image);
        return operate(
                OperationKind.SIZE,
                image,
                session ->
                        registryImages.tagInfo(image, session.registry()).tag().size());
    }

    @Override
    public Tag tagInfo(RemoteImage image) {
        Arguments.requireTag(image);
        return operate(
                OperationKind.TAG_INFO,
                image,
                session -> registryImages.tagInfo(image, session.registry()).tag());
    }

    @Override
    public List<Tag> tagInfos(RemoteImage image) {
        Arguments.requireNoTag(image);
        return operate(
                OperationKind.TAG_INFOS,
                image,
                session -> tagInfos(image, session.registry()).all());
    }

    @Override
    public List<TagResult> tagInfoResults(RemoteImage image) {
        Arguments.requireNoTag(image);
        return operate(
                OperationKind.TAG_INFO_RESULTS,
                image,
                session -> tagInfos(image, session.registry()).each());
    }

    private TagInfos tagInfos(RemoteImage image, RegistryPort registry) {
        var tags = collect(registryImages.tags(image, registry));
        return new TagInfos(image, tags, tag -> registryImages.tagInfoIfThere(tag, registry), workers);
    }

    @Override
    public ImageParser parser() {
        return parser;
    }

    @Override
    public AsyncImages async() {
        return async;
    }

    private <T> T transfer(OperationKind kind, Object subject, Function<Session, T> work) {
        return shutdown.during(() -> operate(kind, subject, work));
    }

    private <T> T operate(OperationKind kind, Object subject, Function<Session, T> work) {
        var observation = observers.begin(kind, subject);
        return observation.during(() -> run(observation, work));
    }

    private <T> T run(Observation observation, Function<Session, T> work) {
        return operations.run(observation, () -> {
            var current = new OperationCredentials(credentials, observation);
            return work.apply(new Session(current, registries.apply(current, observation), observation));
        });
    }

    private Stream<RemoteImage> stream(
            OperationKind kind, Object subject, Function<Session, Stream<RemoteImage>> source) {
        var observation = observers.begin(kind, subject);
        return SteppedStream.of(observation.step(() -> run(observation, source)), operations, observation);
    }

    private static List<RemoteImage> collect(Stream<RemoteImage> images) {
        try (images) {
            return images.toList();
        }
    }

    @Override
    public void close() {
        operations.close(PATIENCE);
    }

    private void release() {
        try {
            workers.close();
            localStore.close();
        } finally {
            closeTransport.run();
        }
    }
}
