package us.apolo.images.port;

import java.util.Optional;
import java.util.function.Consumer;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;

/**
 * A local image store: a container engine, or a folder.
 *
 * <p><strong>It must be closed</strong> by whoever made it.
 *
 * <p>A name without a tag stands for {@code latest}. Every method ends at once when its thread is interrupted, with
 * {@link us.apolo.images.OperationCancelledException}, and leaves the flag set. Every method may throw
 * {@link us.apolo.images.EngineUnavailableException} if the store stands for an engine and none answers, and
 * {@link IllegalStateException} once this is closed. Implementations are thread-safe.
 */
public interface LocalDockerPort extends AutoCloseable {
    /**
     * Looks an image up.
     *
     * @param image the name
     * @return what the store has under that name; empty if nothing
     */
    Optional<StoredImage> inspect(LocalImage image);

    /**
     * Gives an image a name. If another image had it, that one loses it.
     *
     * @param id which image, as {@link #inspect} gives it
     * @param name the name that it gets
     * @throws us.apolo.images.ImageNotFoundException if the store has no such image
     */
    void tag(Digest id, LocalImage name);

    /**
     * Takes a name away. The image itself goes too if that was its last name. Does nothing if there is no such name.
     *
     * @param name the name
     */
    void untag(LocalImage name);

    /**
     * Whether this store pushes and pulls images under whatever name they have in it. An engine does not: it takes the
     * registry from the name, so that an image gets its full name there for as long as it moves.
     *
     * @return false, unless this is overridden; always the same
     */
    default boolean movesUnderAnyName() {
        return false;
    }

    /**
     * Pushes an image that has the transfer's name in this store. Returns only when the registry has it.
     *
     * <p>Of each layer, the steps come in order; the last one is {@linkplain us.apolo.images.LayerStatus#isFinal final}.
     * What the consumer throws ends the push and is thrown on. What is thrown says whether the push is worth doing again:
     * {@link us.apolo.images.RateLimitedException}, and {@link us.apolo.images.RegistryUnavailableException} that may
     * pass. It is done again by the caller, if at all.
     *
     * @param transfer what goes where
     * @param steps hears how the layers get on, on the calling thread
     * @return the digest of the manifest that was pushed
     * @throws us.apolo.images.ImageNotFoundException if the store has no image of that name
     * @throws us.apolo.images.NotAuthenticatedException if the registry does not accept the credentials
     * @throws us.apolo.images.NotAuthorizedException if it forbids the push
     * @throws us.apolo.images.RateLimitedException if it has had too many requests
     * @throws us.apolo.images.RegistryUnavailableException if it cannot be reached
     * @throws us.apolo.images.TransferFailedException if the push breaks off or is refused for another reason
     */
    Digest push(Transfer transfer, Consumer<ImageProgressStep> steps);

    /**
     * Pulls an image, which then has the transfer's name in this store. Returns only when all of it is there; until then
     * the name stays what it was.
     *
     * <p>Of each layer, the steps come in order; the last one is {@linkplain us.apolo.images.LayerStatus#isFinal final}.
     * What the consumer throws ends the pull and is thrown on. It is done again by the caller as {@link #push} is.
     *
     * @param transfer what comes from where
     * @param steps hears how the layers get on, on the calling thread
     * @return the digest that the tag named: of a manifest or an index
     * @throws us.apolo.images.ImageNotFoundException if the registry has no such image, or hides that it has
     * @throws us.apolo.images.NotAuthenticatedException if the registry does not accept the credentials
     * @throws us.apolo.images.NotAuthorizedException if it forbids the pull
     * @throws us.apolo.images.RateLimitedException if it has had too many requests
     * @throws us.apolo.images.RegistryUnavailableException if it cannot be reached
     * @throws us.apolo.images.TransferFailedException if the pull breaks off or is refused for another reason
     */
    Digest pull(Transfer transfer, Consumer<ImageProgressStep> steps);

    /** Ends what is under way and frees connections and threads. To close twice does nothing. */
    @Override
    void close();
}
