package com.example.modulepath;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.core.ApoloImages;

/** Pushes several images at once, and says what the registry has afterwards. */
public final class Main {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Main() {}

    public static void main(String[] args) throws IOException {
        System.out.println("running in " + Main.class.getModule() + " with " + ApoloImages.class.getModule());
        try (var images = images()) {
            pushAll(
                    images,
                    Stream.of(variable("IMAGES").split(","))
                            .map(images.parser()::localImage)
                            .toList());
            // A stream asks for the next page only when it gets there, so a registry of any size is no trouble.
            try (var repositories = images.listStream()) {
                repositories.forEach(repository -> System.out.println("listed " + repository));
            }
        } catch (CompletionException e) {
            // What a future fails with is the error that the blocking call would throw.
            System.err.println(e.getCause().getMessage());
            System.exit(1);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Images images() throws IOException {
        var registry = URI.create(variable("REGISTRY"));
        var config = ApoloConfig.builder()
                .cluster("default", registry)
                .organization("acme")
                .project("examples")
                .build();
        var password =
                Files.readString(Path.of(variable("REGISTRY_PASSWORD_FILE"))).strip();
        return ApoloImages.builder()
                .config(config)
                .credentials(CredentialsProvider.of(registry.getAuthority(), variable("REGISTRY_USER"), password))
                // For each operation as a whole. What is not done by then ends, and cleans up.
                .timeLimit(LIMIT)
                .build();
    }

    private static void pushAll(Images images, List<LocalImage> all) {
        var pushes = all.stream()
                .map(local -> images.async().push(local).thenAccept(remote -> System.out.println("pushed " + remote)))
                .toList();
        // All have been started; now each is waited for. To cancel one ends its work, wherever it is.
        pushes.forEach(push -> push.join());
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
