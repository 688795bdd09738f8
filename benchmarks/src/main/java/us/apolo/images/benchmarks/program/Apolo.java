package us.apolo.images.benchmarks.program;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagOption;
import us.apolo.images.TagResult;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/**
 * This library, told what to do by lines of standard input or by its arguments.
 *
 * <p>Arguments: the transport's name, the local store's name, where the store is, the registry of the cluster (a URL),
 * then one task, or nothing for a {@link TaskServer}. The password of the registries is in the environment.
 */
public final class Apolo {
    private static final int SETTINGS = 4;

    private final Images images;

    private Apolo(Images images) {
        this.images = images;
    }

    /**
     * Runs it.
     *
     * @param arguments see above
     * @throws IOException if standard input breaks off
     */
    public static void main(String[] arguments) throws IOException {
        var task = Arrays.asList(arguments).subList(SETTINGS, arguments.length);
        try (var images = images(arguments[0], arguments[1], arguments[2], URI.create(arguments[3]))) {
            var apolo = new Apolo(images);
            if (task.isEmpty()) {
                TaskServer.serve(apolo::run);
            } else {
                System.out.println(apolo.run(task));
            }
        }
    }

    private static Images images(String transport, String store, String location, URI registry) {
        var config = ApoloConfig.builder()
                .cluster("default", registry)
                .organization("acme")
                .project("ml")
                .build();
        return ApoloImages.builder()
                .config(config)
                .credentials(credentials())
                .transport(transport)
                .localStore(store)
                .localStore(LocalDockerConfig.DEFAULT.withLocation(location))
                .build();
    }

    /** The registries are the harness's own, on loopback, and have one user. */
    private static CredentialsProvider credentials() {
        var credentials = Login.ofThisProcess().map(login -> new Credentials(login.user(), login.password()));
        return registry -> credentials;
    }

    private Object run(List<String> words) {
        return switch (words.get(0)) {
            case "push" -> push(words.get(1), words.get(2));
            case "pull" -> pull(words.get(1), words.get(2));
            case "tags" -> tags(words.get(1));
            case "list" -> images.list().size();
            case "digest" -> images.digest(images.parser().remoteImage(words.get(1)));
            default -> throw new IllegalArgumentException("Not a task: " + words);
        };
    }

    private RemoteImage push(String local, String remote) {
        return images.push(images.parser().localImage(local), images.parser().remoteImage(remote));
    }

    private Object pull(String remote, String local) {
        return images.pull(images.parser().remoteImage(remote), images.parser().localImage(local));
    }

    private String tags(String image) {
        var size = 0L;
        var digests = 0;
        for (var result : images.tagInfoResults(images.parser().remoteImage(image, TagOption.DENY))) {
            if (result instanceof TagResult.Known known) {
                size += known.tag().size();
                digests += known.digest().toString().isEmpty() ? 0 : 1;
            }
        }
        return digests + " tags, " + size + " bytes";
    }
}
