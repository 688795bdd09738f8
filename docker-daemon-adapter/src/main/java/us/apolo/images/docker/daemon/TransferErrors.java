package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.exception.DockerException;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.docker.daemon.EngineMessages.Failure;
import us.apolo.images.port.Transfer;

/** The errors of one transfer, for people: what failed, for which image and registry, in the engine's own words. */
final class TransferErrors {
    private final Direction direction;
    private final Transfer transfer;
    private final Engine engine;

    TransferErrors(Direction direction, Transfer transfer, Engine engine) {
        this.direction = direction;
        this.transfer = transfer;
        this.engine = engine;
    }

    /** An error for what the engine says inside its answer. */
    ImagesException said(String words) {
        return of(EngineMessages.read(words.strip()), words, null);
    }

    /** An error for an answer whose status is an error. */
    ImagesException refused(DockerException refusal) {
        var words = EngineWords.of(refusal);
        var failure = EngineMessages.read(words.strip());
        if (failure == Failure.OTHER && refusal.getHttpStatus() == 404) {
            failure = direction == Direction.PUSH ? Failure.NOT_IN_STORE : Failure.NOT_IN_REGISTRY;
        }
        return of(failure, words, refusal);
    }

    /** An error for an answer that breaks off. */
    ImagesException broken(Throwable cause) {
        return new TransferFailedException(
                sentence(", since " + engine + " did not finish its answer: " + EngineWords.reason(cause)),
                null,
                cause);
    }

    /** An error for an answer that ends without the word that everything is done. */
    ImagesException unfinished() {
        return new TransferFailedException(
                sentence(": " + engine + " stopped without saying that it was done"), null, null);
    }

    private ImagesException of(Failure failure, String words, @Nullable Throwable cause) {
        return switch (failure) {
            case NOT_IN_STORE -> new ImageNotFoundException(image(), engine.toString(), null, cause);
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
                        cause);
            case OTHER -> other(words, cause);
        };
    }

    private ImagesException notInRegistry(String image, @Nullable Throwable cause) {
        return new ImageNotFoundException(image, "the registry " + registry(), null, cause);
    }

    private ImagesException other(String words, @Nullable Throwable cause) {
        return new TransferFailedException(sentence(quoted(words)), null, cause);
    }

    private String notAuthenticated() {
        return transfer.credentials().isPresent()
                ? ", since the registry does not accept the credentials"
                : ", since the registry wants credentials and there are none for it";
    }

    private String forPlatform() {
        return transfer.platform() == null ? " for the engine's platform" : " for " + transfer.platform();
    }

    /** Names what was going on, for example as the start of a sentence. */
    String operation() {
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
