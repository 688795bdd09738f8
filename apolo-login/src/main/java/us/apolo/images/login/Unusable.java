package us.apolo.images.login;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.RegistryAnswer;

/** The errors of logins, each with what to do next. */
final class Unusable {
    /** The command that signs in refuses to as long as there is a login. */
    static final String LOG_IN_AGAIN = "log in again: apolo logout, then apolo login";

    private Unusable() {}

    /**
     * The login cannot be used as it is.
     *
     * @param source what it is called within a sentence
     */
    static CredentialsUnavailableException error(String source, String why, String remedy, @Nullable Throwable cause) {
        return new CredentialsUnavailableException(
                source.substring(0, 1).toUpperCase(Locale.ROOT) + source.substring(1) + " is of no use, since " + why
                        + "; " + remedy,
                cause);
    }

    /** The login has a wrong form; whoever reads it quotes it, so there is no cause. */
    static CredentialsUnavailableException malformed(String source, String why) {
        return error(source, why, LOG_IN_AGAIN, null);
    }

    /** The login is not accepted any more. */
    static NotAuthenticatedException refused(String source, String remedy, @Nullable RegistryAnswer answer) {
        return new NotAuthenticatedException(
                "The platform does not accept " + source + " any more; " + remedy, answer, null);
    }
}
