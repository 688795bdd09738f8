package us.apolo.images.port;

import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;

/**
 * Where a program is signed in: what its configuration and its credentials come from.
 *
 * <p>An implementation that is made has read nothing yet. It is asked when {@code Images} are built, and gets the
 * transport that they use, so that what it asks of the network goes over the same proxy, with the same certificates and
 * time limits, and needs no HTTP client of its own. It never closes that transport. It may be asked any number of times,
 * with other transports too, and by several threads at once.
 *
 * <pre>{@code
 * LoginPort login = ApoloLogin.find();
 * try (Images images = ApoloImages.builder().login(login).build()) {
 *     images.push(images.parser().localImage("my-app:v1"));
 * }
 * }</pre>
 */
public interface LoginPort {
    /**
     * The configuration as it is now: clusters, current cluster, organization and project. An interrupt of the calling
     * thread ends it at once.
     *
     * @param transport carries what has to be asked of the platform, if anything has
     * @return the configuration; what changes in the login afterwards does not change it
     * @throws us.apolo.images.CredentialsUnavailableException if there is no login, or none that can be used; the message
     *     says what to do next
     * @throws us.apolo.images.NotAuthenticatedException if the platform refuses the login
     * @throws us.apolo.images.RegistryUnavailableException if the platform does not answer now
     * @throws us.apolo.images.ImagesException if it answers what it should not
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted; its flag stays set
     */
    ApoloConfig config(HttpTransport transport);

    /**
     * The login's credentials. Nothing is read or asked before the provider is.
     *
     * @param transport carries what has to be asked of the platform for as long as the provider is used
     * @return has credentials for the registries of the login's clusters and for no other; throws what {@link #config}
     *     throws
     */
    CredentialsProvider credentials(HttpTransport transport);
}
