package us.apolo.images.signedin;

import java.nio.file.Path;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.login.ApoloLogin;

/**
 * Asks for the images of the current cluster as the one whose login is in a folder, once a line has come on standard
 * input, so that several of it can begin at the same moment.
 */
public final class SignedIn {
    private SignedIn() {}

    public static void main(String[] args) throws Exception {
        try (var images =
                ApoloImages.builder().login(ApoloLogin.ofFolder(Path.of(args[0]))).build()) {
            System.out.println("ready");
            System.out.flush();
            System.in.read();
            System.out.println("listed " + images.list());
        }
    }
}
