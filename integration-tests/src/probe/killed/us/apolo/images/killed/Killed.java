package us.apolo.images.killed;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/**
 * Pulls, pushes and deletes without an end, and says what it is about to do. Takes the registry's URL, the user, a folder,
 * and the repositories to pull from and to push to; reads the password from standard input.
 */
public final class Killed {
    private Killed() {}

    public static void main(String[] args) throws Exception {
        var registry = URI.create(args[0]).getAuthority();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var images = ApoloImages.builder()
                .credentials(CredentialsProvider.of(registry, args[1], input.readLine()))
                .localStore(LocalDockerConfig.DEFAULT.withLocation(args[2]))
                .build();
        var random = new Random();
        while (true) {
            round(images, registry, args[3], args[4], random);
        }
    }

    private static void round(Images images, String registry, String source, String target, Random random) {
        var tag = "v" + (1 + random.nextInt(4));
        var local = new LocalImage("app", tag);
        say("pulling");
        images.pull(RemoteImage.newExternalImage(source, registry, tag), local);
        say("pushing");
        images.push(local, RemoteImage.newExternalImage(target + random.nextInt(1000), registry, tag));
        say("deleting");
        // The name moves to another image, and the one that had it is let go the next time.
        images.pull(RemoteImage.newExternalImage(source, registry, "v1"), local);
    }

    private static void say(String what) {
        System.out.println(what);
        System.out.flush();
    }
}
