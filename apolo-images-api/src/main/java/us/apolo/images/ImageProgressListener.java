package us.apolo.images;

/**
 * Hears how a push or a pull goes.
 *
 * <p>A transfer that is done again, since the registry failed in a way that may pass, begins only once for a listener,
 * and its layers are told anew: one that had got on may wait again, and one that had arrived may say that it exists.
 *
 * <p>The events of one operation come in order and on one thread at a time: the caller's own for the blocking
 * operations of {@link Images}, the working thread for those of {@link AsyncImages}. Whatever a method throws ends the
 * operation, which cleans up and throws it on. Every method does nothing unless it is overridden.
 */
public interface ImageProgressListener {
    /**
     * A pull has begun.
     *
     * @param event from where and to where
     */
    default void pull(ImageProgressPull event) {}

    /**
     * A push has begun.
     *
     * @param event from where and to where
     */
    default void push(ImageProgressPush event) {}

    /**
     * A layer has got on.
     *
     * @param event the layer and how far it is
     */
    default void step(ImageProgressStep event) {}

    /**
     * A listener that hears nothing.
     *
     * @return a listener whose methods do nothing
     */
    static ImageProgressListener none() {
        return NoProgress.INSTANCE;
    }
}
