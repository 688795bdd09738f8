package us.apolo.images.cli;

import us.apolo.images.ApoloConfig;
import us.apolo.images.Images;

/** What a command works with. It is closed when the command has ended. */
interface Workplace extends AutoCloseable {
    /** Where images live. */
    ApoloConfig config();

    /** The operations. */
    Images images();

    @Override
    void close();
}
