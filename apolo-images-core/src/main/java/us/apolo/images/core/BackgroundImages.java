package us.apolo.images.core;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import us.apolo.images.ApoloConfig;
import us.apolo.images.AsyncImages;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.TagResult;
import us.apolo.images.core.operation.Observers;
import us.apolo.images.observation.OperationKind;

/**
 * {@link AsyncImages}: the blocking operations, each on a thread of its own. Arguments are checked on the caller's
 * thread.
 */
final class BackgroundImages implements AsyncImages {
    private final Images images;
    private final ApoloConfig config;
    private final Workers workers;
    private final Observers observers;
    private final Runnable requireOpen;

    BackgroundImages(Images images, ApoloConfig config, Workers workers, Observers observers, Runnable requireOpen) {
        this.observers = observers;
        this.images = images;
        this.config = config;
        this.workers = workers;
        this.requireOpen = requireOpen;
    }

    private <T> CompletableFuture<T> start(OperationKind kind, Object subject, Supplier<T> operation) {
        requireOpen.run();
        var observation = observers.begin(kind, subject);
        return OperationFuture.start(workers, observation, () -> observers.handOver(observation, operation));
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local) {
        return push(local, ImageProgressListener.none());
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local, ImageProgressListener progress) {
        return push(local, images.parser().toRemote(Objects.requireNonNull(local, "local")), progress);
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local, RemoteImage remote) {
        return push(local, remote, ImageProgressListener.none());
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local, RemoteImage remote, ImageProgressListener progress) {
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(progress, "progress");
        return start(OperationKind.PUSH, remote, () -> images.push(local, remote, progress));
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote) {
        return pull(remote, ImageProgressListener.none());
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote, ImageProgressListener progress) {
        return pull(remote, images.parser().toLocal(Objects.requireNonNull(remote, "remote")), progress);
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote, LocalImage local) {
        return pull(remote, local, ImageProgressListener.none());
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote, LocalImage local, ImageProgressListener progress) {
        Objects.requireNonNull(remote, "remote");
        Objects.requireNonNull(local, "local");
        Objects.requireNonNull(progress, "progress");
        return start(OperationKind.PULL, remote, () -> images.pull(remote, local, progress));
    }

    @Override
    public CompletableFuture<Digest> digest(RemoteImage image) {
        Objects.requireNonNull(image, "image");
        return start(OperationKind.DIGEST, image, () -> images.digest(image));
    }

    @Override
    public CompletableFuture<Digest> rm(RemoteImage image, Digest digest) {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(digest, "digest");
        return start(OperationKind.RM, image, () -> images.rm(image, digest));
    }

    @Override
    public CompletableFuture<Digest> rmTag(RemoteImage image) {
        Arguments.requireTag(image);
        return start(OperationKind.RM_TAG, image, () -> images.rmTag(image));
    }

    @Override
    public CompletableFuture<List<RemoteImage>> list() {
        return list(Arguments.currentCluster(config));
    }

    @Override
    public CompletableFuture<List<RemoteImage>> list(String clusterName) {
        Arguments.requireCluster(config, clusterName);
        return start(OperationKind.LIST, clusterName, () -> images.list(clusterName));
    }

    @Override
    public CompletableFuture<List<RemoteImage>> tags(RemoteImage image) {
        Arguments.requireNoTag(image);
        return start(OperationKind.TAGS, image, () -> images.tags(image));
    }

    @Override
    public CompletableFuture<Long> size(RemoteImage image) {
        Arguments.requireTag(image);
        return start(OperationKind.SIZE, image, () -> images.size(image));
    }

    @Override
    public CompletableFuture<Tag> tagInfo(RemoteImage image) {
        Arguments.requireTag(image);
        return start(OperationKind.TAG_INFO, image, () -> images.tagInfo(image));
    }

    @Override
    public CompletableFuture<List<Tag>> tagInfos(RemoteImage image) {
        Arguments.requireNoTag(image);
        return start(OperationKind.TAG_INFOS, image, () -> images.tagInfos(image));
    }

    @Override
    public CompletableFuture<List<TagResult>> tagInfoResults(RemoteImage image) {
        Arguments.requireNoTag(image);
        return start(OperationKind.TAG_INFO_RESULTS, image, () -> images.tagInfoResults(image));
    }
}
