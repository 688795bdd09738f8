package us.apolo.images.cli;

import java.util.Optional;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.login.LoginDetails;

/** What a command works with. It is closed when the command has ended. */
interface Workplace extends AutoCloseable {
    /** Why there is no login, or none that can be used; empty if there is one. Other registries can do without. */
    Optional<ImagesException> whyNoLogin();

    /**
     * Whose login it is, without its secrets.
     *
     * @throws ImagesException if there is none
     */
    LoginDetails login();

    /** The operations. */
    Images images();

    @Override
    void close();
}
