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
        var registry = URI.create(System.getenv("REGISTRY"));
        var tokens = new TokenFile(
                registry.getAuthority(), System.getenv("REGISTRY_USER"), Path.of(System.getenv("REGISTRY_TOKEN_FILE")));
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
        var service = new ImageService(images, meters, Integer.parseInt(System.getenv("PORT")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            service.close();
            // Ends what is under way, and puts back the names that images had in the engine.
            images.close();
            System.out.println("ended");
        }));
        System.out.println("listening on port " + service.port());
    }
}
