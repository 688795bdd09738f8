package us.apolo.images.ending;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/**
 * Pushes, and says when layers move. Takes the registry's URL, the user, the engine's address, the repository and a local
 * image; reads the password from standard input. Does not close its {@code Images} when it is ended.
 */
public final class Ending {
    private Ending() {}

    public static void main(String[] args) throws Exception {
        var registry = URI.create(args[0]).getAuthority();
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var images = ApoloImages.builder()
                .credentials(CredentialsProvider.of(registry, args[1], input.readLine()))
                .localStore(LocalDockerConfig.DEFAULT.withLocation(args[2]))
                .build();
        images.push(
                images.parser().localImage(args[4]),
                RemoteImage.newExternalImage(args[3], registry, "v1"),
                new ImageProgressListener() {
                    @Override
                    public void step(ImageProgressStep event) {
                        System.out.println("moving");
                        System.out.flush();
                    }
                });
        System.out.println("pushed");
    }
}
