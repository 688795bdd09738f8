package us.apolo.images;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The operations of {@link Images} as futures. Each runs on a thread of its own; {@link CompletableFuture#cancel} of
 * the returned future ends the work, with whatever argument: the request or the transfer is given up, what it has left
 * in the local store is cleaned up, and the thread is free. A future that depends on it, such as one from
 * {@code thenApply}, does not pass its own cancelling on.
 *
 * <p>Arguments are checked as in {@link Images}, before the future is made where that needs no registry. Everything
 * else that goes wrong completes the future exceptionally with what the blocking operation throws.
 */
public interface AsyncImages {
    /**
     * See {@link Images#push(LocalImage)}.
     *
     * @param local the image in the local store
     * @return where it went
     */
    CompletableFuture<RemoteImage> push(LocalImage local);

    /**
     * See {@link Images#push(LocalImage, ImageProgressListener)}.
     *
     * @param local the image in the local store
     * @param progress hears how it goes, on the working thread
     * @return where it went
     */
    CompletableFuture<RemoteImage> push(LocalImage local, ImageProgressListener progress);

    /**
     * See {@link Images#push(LocalImage, RemoteImage)}.
     *
     * @param local the image in the local store
     * @param remote where it is to go
     * @return {@code remote}
     */
    CompletableFuture<RemoteImage> push(LocalImage local, RemoteImage remote);

    /**
     * See {@link Images#push(LocalImage, RemoteImage, ImageProgressListener)}.
     *
     * @param local the image in the local store
     * @param remote where it is to go
     * @param progress hears how it goes, on the working thread
     * @return {@code remote}
     */
    CompletableFuture<RemoteImage> push(LocalImage local, RemoteImage remote, ImageProgressListener progress);

    /**
     * See {@link Images#pull(RemoteImage)}.
     *
     * @param remote the image on the registry
     * @return the name that it has in the local store
     */
    CompletableFuture<LocalImage> pull(RemoteImage remote);

    /**
     * See {@link Images#pull(RemoteImage, ImageProgressListener)}.
     *
     * @param remote the image on the registry
     * @param progress hears how it goes, on the working thread
     * @return the name that it has in the local store
     */
    CompletableFuture<LocalImage> pull(RemoteImage remote, ImageProgressListener progress);

    /**
     * See {@link Images#pull(RemoteImage, LocalImage)}.
     *
     * @param remote the image on the registry
     * @param local the name that it is to have in the local store
     * @return {@code local}
     */
    CompletableFuture<LocalImage> pull(RemoteImage remote, LocalImage local);

    /**
     * See {@link Images#pull(RemoteImage, LocalImage, ImageProgressListener)}.
     *
     * @param remote the image on the registry
     * @param local the name that it is to have in the local store
     * @param progress hears how it goes, on the working thread
     * @return {@code local}
     */
    CompletableFuture<LocalImage> pull(RemoteImage remote, LocalImage local, ImageProgressListener progress);

    /**
     * See {@link Images#digest}.
     *
     * @param image the image on the registry
     * @return its digest
     */
    CompletableFuture<Digest> digest(RemoteImage image);

    /**
     * See {@link Images#rm}.
     *
     * @param image the image on the registry
     * @param digest what is to be deleted
     * @return the digest that was deleted
     */
    CompletableFuture<Digest> rm(RemoteImage image, Digest digest);

    /**
     * See {@link Images#rmTag}.
     *
     * @param image the image on the registry, with a tag
     * @return the digest that the tag named
     */
    CompletableFuture<Digest> rmTag(RemoteImage image);

    /**
     * See {@link Images#list()}.
     *
     * @return the images without tags
     */
    CompletableFuture<List<RemoteImage>> list();

    /**
     * See {@link Images#list(String)}.
     *
     * @param clusterName the cluster
     * @return the images without tags
     */
    CompletableFuture<List<RemoteImage>> list(String clusterName);

    /**
     * See {@link Images#tags}.
     *
     * @param image the image on the registry, without a tag
     * @return the image with each of its tags
     */
    CompletableFuture<List<RemoteImage>> tags(RemoteImage image);

    /**
     * See {@link Images#size}.
     *
     * @param image the image on the registry, with a tag
     * @return the size in bytes
     */
    CompletableFuture<Long> size(RemoteImage image);

    /**
     * See {@link Images#tagInfo}.
     *
     * @param image the image on the registry, with a tag
     * @return name and size
     */
    CompletableFuture<Tag> tagInfo(RemoteImage image);

    /**
     * See {@link Images#tagInfos}.
     *
     * @param image the image on the registry, without a tag
     * @return the info of each tag
     */
    CompletableFuture<List<Tag>> tagInfos(RemoteImage image);

    /**
     * See {@link Images#tagInfoResults}.
     *
     * @param image the image on the registry, without a tag
     * @return the info of each tag or what went wrong with it
     */
    CompletableFuture<List<TagResult>> tagInfoResults(RemoteImage image);
}
