package us.apolo.images.cli;

import us.apolo.images.Images;
import us.apolo.images.login.LoginDetails;

/** What a command works with. It is closed when the command has ended. */
interface Workplace extends AutoCloseable {
    /**
     * Has it that the user is logged in, since what is wanted cannot be had without. Other registries can do without.
     *
     * @throws us.apolo.images.CredentialsUnavailableException if not
     */
    void requireLogin();

    /** Whose login it is, without its secrets. */
    LoginDetails login();

    /** The operations. */
    Images images();

    @Override
    void close();
}
