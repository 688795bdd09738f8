package us.apolo.images.probe;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/**
 * Does the main job once, every operation of it, and says what came of it. Takes the registry's URL, the user, the
 * engine's address, the project and a local image; reads the password from standard input.
 */
public final class Probe {
    private Probe() {}

    public static void main(String[] args) throws Exception {
        var registry = URI.create(args[0]);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var config = ApoloConfig.builder()
                .cluster("probe", registry)
                .organization("acme")
                .project(args[3])
                .build();
        try (var images = ApoloImages.builder()
                .config(config)
                .credentials(CredentialsProvider.of(registry.getAuthority(), args[1], input.readLine()))
                .localStore(LocalDockerConfig.DEFAULT.withLocation(args[2]))
                .build()) {
            work(images, images.parser().localImage(args[4]));
        }
        var classPath = System.getProperty("java.class.path", "");
        System.out.println("class path " + (classPath.isEmpty() ? "empty" : "given"));
        System.out.println("module " + Probe.class.getModule().isNamed());
        System.out.println("core in a module " + ApoloImages.class.getModule().isNamed());
    }

    private static void work(Images images, LocalImage local) {
        var remote = images.push(local);
        System.out.println("pushed " + remote);
        System.out.println("listed " + images.list().contains(remote.withoutTag()));
        System.out.println("tags " + images.tags(remote.withoutTag()));
        System.out.println("digest " + images.digest(remote));
        System.out.println("size " + images.size(remote));
        System.out.println("pulled " + images.pull(remote, local));
        System.out.println("deleted " + images.rm(remote, images.digest(remote)));
        System.out.println("gone " + isGone(images, remote));
    }

    private static boolean isGone(Images images, RemoteImage remote) {
        try {
            images.digest(remote);
            return false;
        } catch (ImageNotFoundException e) {
            return true;
        }
    }
}
