package us.apolo.images.core;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import us.apolo.images.AsyncImages;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;

/** {@link AsyncImages}: the blocking operations, each on a thread of its own. */
final class BackgroundImages implements AsyncImages {
    private final Images images;
    private final Workers workers;
    private final Runnable requireOpen;

    BackgroundImages(Images images, Workers workers, Runnable requireOpen) {
        this.images = images;
        this.workers = workers;
        this.requireOpen = requireOpen;
    }

    private <T> CompletableFuture<T> start(Function<Images, T> operation, Object... arguments) {
        for (var argument : arguments) {
            Objects.requireNonNull(argument);
        }
        requireOpen.run();
        return OperationFuture.start(workers, () -> operation.apply(images));
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local) {
        return start(it -> it.push(local), local);
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local, ImageProgressListener progress) {
        return start(it -> it.push(local, progress), local, progress);
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local, RemoteImage remote) {
        return start(it -> it.push(local, remote), local, remote);
    }

    @Override
    public CompletableFuture<RemoteImage> push(LocalImage local, RemoteImage remote, ImageProgressListener progress) {
        return start(it -> it.push(local, remote, progress), local, remote, progress);
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote) {
        return start(it -> it.pull(remote), remote);
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote, ImageProgressListener progress) {
        return start(it -> it.pull(remote, progress), remote, progress);
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote, LocalImage local) {
        return start(it -> it.pull(remote, local), remote, local);
    }

    @Override
    public CompletableFuture<LocalImage> pull(RemoteImage remote, LocalImage local, ImageProgressListener progress) {
        return start(it -> it.pull(remote, local, progress), remote, local, progress);
    }

    @Override
    public CompletableFuture<Digest> digest(RemoteImage image) {
        return start(it -> it.digest(image), image);
    }

    @Override
    public CompletableFuture<Digest> rm(RemoteImage image, Digest digest) {
        return start(it -> it.rm(image, digest), image, digest);
    }

    @Override
    public CompletableFuture<List<RemoteImage>> list() {
        return start(Images::list);
    }

    @Override
    public CompletableFuture<List<RemoteImage>> list(String clusterName) {
        return start(it -> it.list(clusterName), clusterName);
    }

    @Override
    public CompletableFuture<List<RemoteImage>> tags(RemoteImage image) {
        return start(it -> it.tags(image), image);
    }

    @Override
    public CompletableFuture<Long> size(RemoteImage image) {
        return start(it -> it.size(image), image);
    }

    @Override
    public CompletableFuture<Tag> tagInfo(RemoteImage image) {
        return start(it -> it.tagInfo(image), image);
    }

    @Override
    public CompletableFuture<List<Tag>> tagInfos(RemoteImage image) {
        return start(it -> it.tagInfos(image), image);
    }
}
