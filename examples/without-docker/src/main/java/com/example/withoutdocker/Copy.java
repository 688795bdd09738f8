package com.example.withoutdocker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;

/** Copies an image from one repository to another, through a folder. */
public final class Copy {
    private Copy() {}

    public static void main(String[] args) throws IOException {
        // The store is closed at the end, after the images that use it; the folder stays.
        try (var store = OciLayout.open(Path.of(variable("FOLDER")));
                var images = images(store)) {
            run(store, images);
        } catch (ImagesException | IllegalArgumentException e) {
            // Every error of the library is an ImagesException. Its message says what to do next, as far as that is
            // known.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Images images(OciLayout store) throws IOException {
        var registry = URI.create(variable("REGISTRY"));
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
        return ApoloImages.builder()
                .config(config)
                .credentials(credentials)
                .localStore(store)
                .build();
    }

    private static void run(OciLayout store, Images images) {
        var source = images.parser().remoteImage(variable("SOURCE"));
        var target = images.parser().remoteImage(variable("TARGET"));
        // A name for the image in the folder. What has it from an earlier job is let go when the name is given away.
        var local = new LocalImage("copied", "latest");

        images.pull(source, local);
        System.out.println("pulled " + source + " into " + store);

        // Layers that the registry has in the source repository are taken over there, and not sent.
        images.push(local, target);
        System.out.println("pushed " + target + " " + images.digest(target));

        // What no name reaches any more: images of earlier jobs, and what a killed job has left.
        System.out.println("freed " + store.collect() + " bytes");
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
