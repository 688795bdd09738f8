package us.apolo.images.cli;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.core.DockerLogins;
import us.apolo.images.login.ApoloLogin;
import us.apolo.images.login.LoginDetails;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.LoginPort;

/**
 * A login that may be missing, or out of reach, as long as nobody asks for anything of the platform: other registries
 * are reached with what {@code docker login} has left, or without credentials.
 */
final class OptionalLogin implements LoginPort {
    private static final System.Logger LOG = System.getLogger(OptionalLogin.class.getName());

    private final ApoloLogin login;
    private @Nullable HttpTransport carrier;
    private @Nullable ImagesException missing;

    OptionalLogin(ApoloLogin login) {
        this.login = login;
    }

    @Override
    public ApoloConfig config(HttpTransport transport) {
        carrier = transport;
        try {
            return login.config(transport);
        } catch (OperationCancelledException e) {
            throw e;
        } catch (ImagesException e) {
            LOG.log(System.Logger.Level.DEBUG, "Going on without a login: {0}", e.getMessage());
            missing = e;
            return ApoloConfig.builder().build();
        }
    }

    @Override
    public CredentialsProvider credentials(HttpTransport transport) {
        return missing == null
                ? CredentialsProvider.firstOf(login.credentials(transport), DockerLogins.ofUser())
                : DockerLogins.ofUser();
    }

    /** Why there is no login that can be used, if there is none. */
    Optional<ImagesException> whyMissing() {
        return Optional.ofNullable(missing);
    }

    /** What can be shown of it, after it was asked for its configuration. */
    LoginDetails details() {
        if (missing != null) {
            throw missing;
        }
        return login.details(Objects.requireNonNull(carrier, "carrier"));
    }
}
