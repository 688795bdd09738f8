package us.apolo.images;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Moves container images between a local image store and registries, and looks after them on the registries.
 *
 * <p><strong>It must be closed</strong>, since it holds connections: with try-with-resources, or by {@link #close()}
 * when the program ends. One instance serves a whole program; it is thread-safe.
 *
 * <pre>{@code
 * try (Images images = ApoloImages.builder().config(config).credentials(credentials).build()) {
 *     RemoteImage remote = images.push(images.parser().localImage("my-app:v1"));
 *     System.out.println(remote + " is " + images.size(remote) + " bytes");
 * }
 * }</pre>
 *
 * <p>Every operation blocks until it is done. An interrupt of the calling thread ends it at once with
 * {@link OperationCancelledException}, and leaves the interrupt flag set. Where a tag is left out and the operation
 * needs one, {@code latest} is meant; {@link #size} and {@link #tagInfo} want it written.
 *
 * <p>Where a registry fails in a way that may pass, it is asked again, by a {@link RetryPolicy}. The error that comes in
 * the end tells what each attempt got ({@link ImagesException#attempts()}).
 *
 * <p>What every operation may throw, beside what is said there:
 *
 * <ul>
 *   <li>{@link InvalidNameException}: an argument does not fit; nothing has been asked yet
 *   <li>{@link NotAuthenticatedException}, {@link NotAuthorizedException}, {@link RateLimitedException},
 *       {@link RegistryUnavailableException}, {@link RegistryRefusedException}, {@link RegistryProtocolException}: from
 *       the registry
 *   <li>{@link OperationCancelledException}: the thread was interrupted, this was closed meanwhile, or the operation
 *       took longer than its time limit
 *   <li>{@link IllegalStateException}: this was closed before
 *   <li>{@link NullPointerException}: an argument is null, which the message names
 * </ul>
 */
public interface Images extends AutoCloseable {
    /**
     * Pushes an image to the current cluster, organization and project, under the same name and tag; see
     * {@link ImageParser#toRemote}.
     *
     * @param local the image in the local store
     * @return where it went
     * @throws ImageNotFoundException if the image is not in the local store
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the push breaks off, or the registry then has another digest for the tag than
     *     the one that was pushed
     */
    default RemoteImage push(LocalImage local) {
        return push(local, ImageProgressListener.none());
    }

    /**
     * Pushes an image to the current cluster, organization and project, and reports progress.
     *
     * @param local the image in the local store
     * @param progress hears how it goes
     * @return where it went
     * @throws ImageNotFoundException if the image is not in the local store
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the push breaks off, or the registry then has another digest for the tag than
     *     the one that was pushed
     */
    default RemoteImage push(LocalImage local, ImageProgressListener progress) {
        return push(local, parser().toRemote(Objects.requireNonNull(local, "local")), progress);
    }

    /**
     * Pushes an image.
     *
     * @param local the image in the local store
     * @param remote where it is to go
     * @return {@code remote}
     * @throws ImageNotFoundException if the image is not in the local store
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the push breaks off, or the registry then has another digest for the tag than
     *     the one that was pushed
     */
    default RemoteImage push(LocalImage local, RemoteImage remote) {
        return push(local, remote, ImageProgressListener.none());
    }

    /**
     * Pushes an image and reports progress. When this returns, the registry has the image: the digest that it gives for
     * the tag has been compared with the one that was pushed.
     *
     * <p>The local store knows the image by the remote name while it is pushed; afterwards, also after a failure, that
     * name is as it was before.
     *
     * @param local the image in the local store
     * @param remote where it is to go
     * @param progress hears how it goes
     * @return {@code remote}
     * @throws ImageNotFoundException if the image is not in the local store
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the push breaks off, or the registry then has another digest for the tag than
     *     the one that was pushed
     */
    RemoteImage push(LocalImage local, RemoteImage remote, ImageProgressListener progress);

    /**
     * Pulls an image under its name and tag alone; see {@link ImageParser#toLocal}.
     *
     * @param remote the image on the registry
     * @return the name that it has in the local store
     * @throws ImageNotFoundException if the image is not on the registry
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the pull breaks off, or what came has another digest than the registry gives
     */
    default LocalImage pull(RemoteImage remote) {
        return pull(remote, ImageProgressListener.none());
    }

    /**
     * Pulls an image under its name and tag alone, and reports progress.
     *
     * @param remote the image on the registry
     * @param progress hears how it goes
     * @return the name that it has in the local store
     * @throws ImageNotFoundException if the image is not on the registry
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the pull breaks off, or what came has another digest than the registry gives
     */
    default LocalImage pull(RemoteImage remote, ImageProgressListener progress) {
        return pull(remote, parser().toLocal(Objects.requireNonNull(remote, "remote")), progress);
    }

    /**
     * Pulls an image.
     *
     * @param remote the image on the registry
     * @param local the name that it is to have in the local store
     * @return {@code local}
     * @throws ImageNotFoundException if the image is not on the registry
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the pull breaks off, or what came has another digest than the registry gives
     */
    default LocalImage pull(RemoteImage remote, LocalImage local) {
        return pull(remote, local, ImageProgressListener.none());
    }

    /**
     * Pulls an image and reports progress. When this returns, the local store has the image under the given name, and
     * its digest is the registry's.
     *
     * <p>The local store knows the image by the remote name while it is pulled; afterwards, also after a failure, that
     * name is as it was before.
     *
     * @param remote the image on the registry
     * @param local the name that it is to have in the local store
     * @param progress hears how it goes
     * @return {@code local}
     * @throws ImageNotFoundException if the image is not on the registry
     * @throws EngineUnavailableException if no engine answers
     * @throws TransferFailedException if the pull breaks off, or what came has another digest than the registry gives
     */
    LocalImage pull(RemoteImage remote, LocalImage local, ImageProgressListener progress);

    /**
     * Asks which digest a tag names.
     *
     * @param image the image on the registry
     * @return the digest of its manifest or index
     * @throws ImageNotFoundException if there is no such tag
     */
    Digest digest(RemoteImage image);

    /**
     * Deletes a manifest or an index, and with it every tag that names it. Where the registry wants the tags to be
     * deleted first, they are. {@link #rmTag} deletes one tag and leaves the others.
     *
     * @param image the image on the registry; its tag plays no part
     * @param digest what is to be deleted, as {@link #digest} gives it
     * @return the digest that was deleted
     * @throws ImageNotFoundException if there is no such digest
     * @throws RegistryRefusedException if the registry does not delete, for example with status 405 where deletion is
     *     disabled; nothing is deleted then
     * @throws DigestInUseException if the registry refuses, and an index with a tag has the digest as a part; nothing is
     *     deleted then
     * @throws DeletionIncompleteException if something went wrong when some of the tags were deleted already
     */
    Digest rm(RemoteImage image, Digest digest);

    /**
     * Deletes one tag, and leaves other tags of the same digest alone.
     *
     * <p>Many registries cannot delete a tag without its digest. There, the digest is deleted if no other tag names it
     * and no index with a tag has it as a part; all tags are asked for first, so it takes a request for each. A push of
     * the same digest at that very moment is not seen.
     *
     * @param image the image on the registry, with a tag
     * @return the digest that the tag named
     * @throws ImageNotFoundException if there is no such tag
     * @throws DigestInUseException if the registry cannot delete a tag alone and the digest is needed by others, which
     *     the error names; nothing is deleted then
     * @throws RegistryRefusedException if the registry does not delete, for example with status 405 where deletion is
     *     disabled
     * @throws InvalidNameException if the image has no tag
     */
    Digest rmTag(RemoteImage image);

    /**
     * Lists the repositories of the current cluster that the user may see.
     *
     * @return the images without tags, in the registry's order; never null, may be empty
     */
    List<RemoteImage> list();

    /**
     * Lists the repositories of a cluster that the user may see.
     *
     * <p>A repository {@code org/project/name} is an image of that organization and project, {@code project/name} one
     * of no organization; where the configuration has no organization, or its organization is not the first part, a
     * repository of three parts and more is read as {@code org/project/name} still, so that
     * {@link RemoteImage#asDockerUrl()} always names the repository listed. A repository of one part belongs to no
     * project and is listed as an external image on the cluster's registry.
     *
     * @param clusterName the cluster
     * @return the images without tags, in the registry's order; never null, may be empty
     */
    List<RemoteImage> list(String clusterName);

    /**
     * Lists the repositories of the current cluster one after the other, for registries of any size. See
     * {@link #listStream(String)}.
     *
     * @return the images without tags
     */
    Stream<RemoteImage> listStream();

    /**
     * Lists the repositories of a cluster one after the other, for registries of any size: pages are asked for as the
     * stream is read.
     *
     * <p><strong>The stream must be closed</strong>, since it holds a connection, unless it was read to its end. Reading
     * it throws what the operations throw. A time limit of operations holds for each step of the reading that asks the
     * registry, not for what the reader does in between.
     *
     * @param clusterName the cluster
     * @return the images without tags, as {@link #list(String)} gives them
     */
    Stream<RemoteImage> listStream(String clusterName);

    /**
     * Lists the tags of an image.
     *
     * @param image the image on the registry, without a tag
     * @return the image with each of its tags, in the registry's order; never null, may be empty
     * @throws ImageNotFoundException if the registry does not know the image
     * @throws InvalidNameException if the image has a tag
     */
    List<RemoteImage> tags(RemoteImage image);

    /**
     * Lists the tags of an image one after the other: pages are asked for as the stream is read.
     *
     * <p><strong>The stream must be closed</strong>, since it holds a connection, unless it was read to its end. Reading
     * it throws what the operations throw.
     *
     * @param image the image on the registry, without a tag
     * @return the image with each of its tags
     * @throws InvalidNameException if the image has a tag
     */
    Stream<RemoteImage> tagsStream(RemoteImage image);

    /**
     * Asks for the size of an image: the sum of its layers as the registry stores them. For an index, that of the
     * manifest for the configured platform.
     *
     * @param image the image on the registry, with a tag
     * @return the size in bytes
     * @throws ImageNotFoundException if there is no such tag, or the index has nothing for the platform
     * @throws InvalidNameException if the image has no tag
     */
    long size(RemoteImage image);

    /**
     * Asks for what is known of a tag.
     *
     * @param image the image on the registry, with a tag
     * @return name and size
     * @throws ImageNotFoundException if there is no such tag, or the index has nothing for the platform
     * @throws InvalidNameException if the image has no tag
     */
    Tag tagInfo(RemoteImage image);

    /**
     * Asks for what is known of every tag of an image, as many at a time as there are connections to a host.
     *
     * <p>A failure that concerns a tag alone (nothing for the platform, a broken manifest, a refusal) does not keep the
     * others from being asked for, so that the error has all of them. One that concerns the registry (it is not
     * available, does not accept the credentials, does not allow it, has had too many requests) ends the work at once and
     * is thrown as it is, with the failures until then suppressed in it.
     *
     * @param image the image on the registry, without a tag
     * @return the info of each tag, in the registry's order; never null, may be empty. A tag that is deleted meanwhile
     *     is left out.
     * @throws ImageNotFoundException if the registry does not know the image
     * @throws TagInfosFailedException if there is no info of some tags
     * @throws InvalidNameException if the image has a tag
     */
    List<Tag> tagInfos(RemoteImage image);

    /**
     * Asks for what is known of every tag of an image, and has an error only take the place of the tag that it concerns.
     *
     * <p>Where the registry as a whole stops answering, or refuses sixteen tags in a row with 403 or 500, the rest is not
     * asked for: it has failed with that error.
     *
     * @param image the image on the registry, without a tag
     * @return the info and the digest of each tag or what went wrong with it, in the registry's order; never null, may be
     *     empty. A tag that is deleted meanwhile is left out.
     * @throws ImageNotFoundException if the registry does not know the image
     * @throws InvalidNameException if the image has a tag
     */
    List<TagResult> tagInfoResults(RemoteImage image);

    /**
     * The parser that knows this configuration's clusters, organization and project.
     *
     * @return always the same
     */
    ImageParser parser();

    /**
     * The same operations without blocking the caller.
     *
     * @return a view of this; it is closed with this
     */
    AsyncImages async();

    /**
     * Ends what is under way and frees connections and threads. Adapters that were handed over as instances stay open:
     * whoever made them closes them. To close twice does nothing. A listener may call this: it then returns at once, and
     * what is freed is freed when the operation that it listens to has ended.
     */
    @Override
    void close();
}
