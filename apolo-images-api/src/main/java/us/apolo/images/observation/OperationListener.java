package us.apolo.images.observation;

/**
 * Hears how one operation goes.
 *
 * <p>{@link #started} comes first and {@link #ended} last, and each once; every operation that an
 * {@link ImagesObserver} was asked about ends, but for a stream that is neither read to its end nor closed. An operation
 * that is cancelled before its work has begun ends without having started.
 *
 * <p>What is told is told in order, on the thread that does the work. Where an operation asks several things at once,
 * as {@link us.apolo.images.Images#tagInfos} does, the methods for requests, retries, tokens and credentials are called
 * by several threads at once, and are thread-safe for that. What a method throws is logged once and breaks nothing.
 *
 * <p>Every method does nothing unless it is overridden. Later versions may have more methods, and records with more
 * components. Nothing that is told holds a secret.
 */
public interface OperationListener {
    /** The work begins, on this thread. */
    default void started() {}

    /**
     * A request is about to be sent. Each one is told, those included that follow a redirect, fetch a token or repeat
     * one that failed.
     *
     * @param request which one
     */
    default void requestStarted(RequestStart request) {}

    /**
     * A request is over: its response has been read and closed, or there was none. Comes once for each that started.
     *
     * @param request what came of it
     */
    default void requestEnded(RequestEnd request) {}

    /**
     * Something has failed in a way that may pass, and will be done again after a wait, which begins now.
     *
     * @param retry what, why, and how long it waits
     */
    default void retrying(Retry retry) {}

    /**
     * A token has been fetched from a registry's token server.
     *
     * @param token for what
     */
    default void tokenFetched(TokenFetch token) {}

    /**
     * The provider of credentials has been asked again, since a registry has refused what it gave.
     *
     * @param renewal at which registry, and whether there were others
     */
    default void credentialsRenewed(CredentialsRenewal renewal) {}

    /**
     * The local store is about to push or to pull.
     *
     * @param transfer which image
     */
    default void transferStarted(TransferStart transfer) {}

    /**
     * The local store has pushed or pulled, or has failed to. Comes once for each transfer that started.
     *
     * @param transfer what came of it
     */
    default void transferEnded(TransferEnd transfer) {}

    /**
     * The operation is over, with everything that it had to clean up.
     *
     * @param end what came of it
     */
    default void ended(OperationEnd end) {}
}
