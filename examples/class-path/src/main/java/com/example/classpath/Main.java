package com.example.classpath;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.console.ConsoleProgress;
import us.apolo.images.core.ApoloImages;

/** Pushes an image, looks at it, pulls it back and deletes it on the registry. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        // Images and ConsoleProgress are closed at the end: the one has connections, the other the terminal.
        try (var images = images();
                var progress = ConsoleProgress.create()) {
            run(images, progress, images.parser().localImage(variable("IMAGE")));
        } catch (ImagesException | IllegalArgumentException e) {
            // Every error of the library is an ImagesException. Its message says what to do next, as far as that is
            // known.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Images images() throws IOException {
        var registry = URI.create(variable("REGISTRY"));
        // A cluster is a registry with a name. Short names of images are read in this organization and project:
        // my-app:v1 is image://default/acme/examples/my-app:v1 there.
        var config = ApoloConfig.builder()
                .cluster("default", registry)
                .organization("acme")
                .project("examples")
                .build();
        // They go to this registry and nowhere else. What is an argument or a variable is seen by others; a file need
        // not be.
        var password =
                Files.readString(Path.of(variable("REGISTRY_PASSWORD_FILE"))).strip();
        var credentials = CredentialsProvider.of(registry.getAuthority(), variable("REGISTRY_USER"), password);
        return ApoloImages.builder().config(config).credentials(credentials).build();
    }

    private static void run(Images images, ImageProgressListener progress, LocalImage local) {
        // When push returns, it has happened: the engine has said so, and the registry knows the digest.
        var remote = images.push(local, progress);
        System.out.println("pushed " + remote);

        for (var tag : images.tagInfos(remote.withoutTag())) {
            System.out.println("tag " + tag.name() + " has " + tag.size() + " bytes");
        }

        System.out.println("pulled " + images.pull(remote, local, progress));

        // A digest names the content, whatever becomes of the tag. It is deleted with all its tags.
        System.out.println("deleted " + images.rm(remote, images.digest(remote)));
    }

    /** What has to be set, or a word of what to set. */
    private static String variable(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Set the environment variable " + name + "; the README tells what to");
        }
        return value;
    }
}
