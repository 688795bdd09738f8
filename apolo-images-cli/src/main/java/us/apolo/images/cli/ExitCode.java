package us.apolo.images.cli;

import us.apolo.images.AdapterSelectionException;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalStoreException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;

/**
 * How the program ends. The numbers are those of {@code sysexits.h} where one fits, as with the platform's own command,
 * so that scripts can go on with what they know.
 */
enum ExitCode {
    /** Done. */
    DONE(0, "done"),
    /** Refused by the registry or by this program, or done in part; nobody was in doubt what was meant. */
    NOT_DONE(1, "not-done"),
    /** The command line makes no sense. */
    USAGE(2, "usage"),
    /** A name, tag or digest is none. */
    INVALID_NAME(65, "invalid-name"),
    /** No engine answers. */
    NO_ENGINE(69, "no-engine"),
    /** A fault of the program's own. */
    UNFORESEEN(70, "unforeseen"),
    /** The image is not there. */
    NOT_FOUND(72, "not-found"),
    /** A transfer broke off, or the local store cannot be read or written. */
    TRANSFER_FAILED(74, "transfer-failed"),
    /** What came of it cannot be written, to a full disk for example. */
    OUTPUT_FAILED(74, "output-failed"),
    /** The registry has had too many requests: later, perhaps. */
    RATE_LIMITED(75, "rate-limited"),
    /** The registry says what nobody understands. */
    PROTOCOL(76, "protocol"),
    /** Not logged in, not accepted or not allowed. */
    NOT_ALLOWED(77, "not-allowed"),
    /** An adapter is not there or cannot be made as it was wanted. */
    CONFIGURATION(78, "configuration"),
    /** The registry or the platform does not answer, or is out of order. */
    NO_REGISTRY(125, "no-registry"),
    /** Ended by Ctrl-C. */
    INTERRUPTED(130, "interrupted"),
    /** Nobody reads what it writes any more. */
    NO_READER(141, "no-reader");

    private final int number;
    private final String word;

    ExitCode(int number, String word) {
        this.number = number;
        this.word = word;
    }

    /** The number that the shell sees. */
    int number() {
        return number;
    }

    /** The word for it in JSON. */
    String word() {
        return word;
    }

    /** What an error comes to. */
    static ExitCode of(RuntimeException error) {
        if (error instanceof CommandException ours) {
            return ours.exitCode();
        }
        if (error instanceof us.apolo.images.ImagesException) {
            return ofLibrary(error);
        }
        return UNFORESEEN;
    }

    private static ExitCode ofLibrary(RuntimeException error) {
        if (error instanceof InvalidNameException) {
            return INVALID_NAME;
        }
        if (error instanceof ImageNotFoundException) {
            return NOT_FOUND;
        }
        if (error instanceof NotAuthenticatedException
                || error instanceof NotAuthorizedException
                || error instanceof CredentialsUnavailableException) {
            return NOT_ALLOWED;
        }
        if (error instanceof OperationCancelledException) {
            return INTERRUPTED;
        }
        return error instanceof AdapterSelectionException ? CONFIGURATION : ofParts(error);
    }

    /** What the registry or the local store is to blame for. */
    private static ExitCode ofParts(RuntimeException error) {
        if (error instanceof RateLimitedException) {
            return RATE_LIMITED;
        }
        if (error instanceof RegistryUnavailableException) {
            return NO_REGISTRY;
        }
        if (error instanceof RegistryProtocolException) {
            return PROTOCOL;
        }
        if (error instanceof EngineUnavailableException) {
            return NO_ENGINE;
        }
        return error instanceof TransferFailedException || error instanceof LocalStoreException
                ? TRANSFER_FAILED
                : NOT_DONE;
    }
}
