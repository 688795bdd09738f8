package us.apolo.images.port.engine;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.EngineMessages.Failure;

/** The errors of one transfer, for people: what failed, for which image and registry, in the engine's own words. */
public final class TransferErrors {
    private final Direction direction;
    private final Transfer transfer;
    private final String engine;

    /**
     * Names the transfer.
     *
     * @param direction which way
     * @param transfer what
     * @param engine the engine for people, as it stands inside a sentence, for example {@code the engine at unix:///…}
     */
    public TransferErrors(Direction direction, Transfer transfer, String engine) {
        this.direction = Objects.requireNonNull(direction, "direction");
        this.transfer = Objects.requireNonNull(transfer, "transfer");
        this.engine = Objects.requireNonNull(engine, "engine");
    }

    /**
     * Whether words mean something, or are but words.
     *
     * @param words what the engine may have said
     * @return true if they say why a transfer fails
     */
    public static boolean isKnown(String words) {
        return EngineMessages.read(words.strip()) != Failure.OTHER;
    }

    /**
     * An error for what the engine says in the middle of a transfer.
     *
     * @param words what it says, in which it may quote the registry
     * @return the error, to be thrown
     */
    public ImagesException said(String words) {
        return of(EngineMessages.read(words.strip()), words, null);
    }

    /**
     * An error for an engine that refuses to begin.
     *
     * @param words what it says
     * @param notFound whether it says, apart from the words, that something is not there
     * @param cause what the client throws
     * @return the error, to be thrown
     */
    public ImagesException refused(String words, boolean notFound, Throwable cause) {
        var failure = EngineMessages.read(words.strip());
        if (failure == Failure.OTHER && notFound) {
            failure = direction == Direction.PUSH ? Failure.NOT_IN_STORE : Failure.NOT_IN_REGISTRY;
        }
        return of(failure, words, cause);
    }

    /**
     * An error for an answer that breaks off.
     *
     * @param cause why
     * @return the error, to be thrown
     */
    public ImagesException broken(Throwable cause) {
        return new TransferFailedException(
                sentence(", since " + engine + " did not finish its answer: " + EngineWords.reason(cause)),
                null,
                cause);
    }

    /**
     * An error for a transfer that fails on this side, before or after the engine has its turn.
     *
     * @param cause why
     * @return the error, to be thrown
     */
    public ImagesException failed(Throwable cause) {
        return new TransferFailedException(sentence(": " + EngineWords.reason(cause)), null, cause);
    }

    /**
     * An error for an answer that ends without the word that everything is done.
     *
     * @return the error, to be thrown
     */
    public ImagesException unfinished() {
        return new TransferFailedException(
                sentence(": " + engine + " stopped without saying that it was done"), null, null);
    }

    private ImagesException of(Failure failure, String words, @Nullable Throwable cause) {
        return switch (failure) {
            case NOT_IN_STORE -> new ImageNotFoundException(image(), engine, null, cause);
            case NOT_IN_REGISTRY -> direction == Direction.PUSH ? other(words, cause) : notInRegistry(image(), cause);
            case NO_SUCH_PLATFORM -> notInRegistry(image() + forPlatform(), cause);
            case NOT_AUTHENTICATED ->
                new NotAuthenticatedException(sentence(notAuthenticated() + quoted(words)), null, cause);
            case NOT_AUTHORIZED ->
                new NotAuthorizedException(sentence(", since the registry forbids it" + quoted(words)), null, cause);
            case RATE_LIMITED ->
                new RateLimitedException(
                        sentence(", since the registry has had too many requests; try again later" + quoted(words)),
                        null,
                        null,
                        cause);
            case REGISTRY_UNAVAILABLE ->
                new RegistryUnavailableException(
                        sentence(", since the registry cannot be reached or cannot answer now" + quoted(words)),
                        null,
                        reason(words, cause));
            case NOT_SECURE ->
                RegistryUnavailableException.lasting(
                        sentence(", since the engine gets no secure connection to the registry" + quoted(words)),
                        cause);
            case OTHER -> other(words, cause);
        };
    }

    /** What is told of an attempt is why its connection failed: here, the engine's to the registry. */
    private static IOException reason(String words, @Nullable Throwable cause) {
        return new IOException(EngineMessages.reason(words.strip()), cause);
    }

    private ImagesException notInRegistry(String image, @Nullable Throwable cause) {
        return new ImageNotFoundException(image, "the registry " + registry(), null, cause);
    }

    private ImagesException other(String words, @Nullable Throwable cause) {
        return new TransferFailedException(sentence(quoted(words)), null, cause);
    }

    private String notAuthenticated() {
        return transfer.credentials().isPresent()
                ? ", since the registry does not accept the credentials; give a valid password or a fresh token"
                : ", since the registry wants credentials and there are none; the credentials provider must give some for the"
                        + " registry";
    }

    private String forPlatform() {
        return transfer.platform() == null ? " for the engine's platform" : " for " + transfer.platform();
    }

    /**
     * Names what was going on.
     *
     * @return the start of a sentence
     */
    public String operation() {
        return "The " + direction.verb() + " of " + image() + " " + direction.preposition() + " " + registry();
    }

    private String sentence(String rest) {
        return operation() + " failed" + rest;
    }

    private String quoted(String words) {
        return ". The engine says: " + EngineWords.shown(words, transfer.credentials());
    }

    private String image() {
        return transfer.image().toString();
    }

    private String registry() {
        return transfer.repository().registry();
    }
}
