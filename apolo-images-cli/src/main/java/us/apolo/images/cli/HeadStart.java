package us.apolo.images.cli;

import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/**
 * Loads what takes long and is wanted by nearly every command on a second processor, while the first one reads the
 * arguments: Java's TLS with the certificates that it trusts. Not what leaves something behind if the program ends in its
 * middle, as SQLite does with its library.
 */
final class HeadStart {
    private HeadStart() {}

    /**
     * Begins, and does not wait. What goes wrong here goes wrong once more where it is wanted, and is told there.
     *
     * @return what works, for who wants to know its end
     */
    static Thread begin() {
        var thread = new Thread(HeadStart::load, "apolo-images head start");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void load() {
        try {
            var unused = SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            System.getLogger(HeadStart.class.getName())
                    .log(System.Logger.Level.DEBUG, "Java's own TLS cannot be used", e);
        }
    }
}
