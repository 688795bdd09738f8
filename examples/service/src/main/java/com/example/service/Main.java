package com.example.service;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import us.apolo.images.ApoloConfig;
import us.apolo.images.core.ApoloImages;

/** Starts the service, and ends it when it is told to. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        var registry = URI.create(variable("REGISTRY"));
        var tokens = new TokenFile(
                registry.getAuthority(), variable("REGISTRY_USER"), Path.of(variable("REGISTRY_TOKEN_FILE")));
        // Whichever registry of Micrometer your metrics go to.
        var meters = new SimpleMeterRegistry();
        var images = ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("default", registry)
                        .organization("acme")
                        .project("examples")
                        .build())
                .credentials(tokens)
                .observer(new ImageMetrics(meters))
                .timeLimit(Duration.ofMinutes(30))
                .build();
        var service = new ImageService(images, meters, Integer.parseInt(variable("PORT")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            // Ends what is under way, and puts back the names that images had in the engine.
            images.close();
            System.out.println("ended");
        }));
        System.out.println("listening on port " + service.port());
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
