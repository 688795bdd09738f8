package com.example.osgi;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.core.ApoloImages;

/** Does the job on a thread of its own, since a framework waits for {@code start}. */
public final class Activator implements BundleActivator {
    private Images images;

    @Override
    public void start(BundleContext context) throws IOException {
        // The adapters are those whose bundles are active now.
        images = images();
        new Thread(() -> runAndStop(context), "images").start();
    }

    private static Images images() throws IOException {
        var registry = URI.create(System.getenv("REGISTRY"));
        var config = ApoloConfig.builder()
                .cluster("default", registry)
                .organization("acme")
                .project("examples")
                .build();
        var password = Files.readString(Path.of(System.getenv("REGISTRY_PASSWORD_FILE")))
                .strip();
        return ApoloImages.builder()
                .config(config)
                .credentials(CredentialsProvider.of(registry.getAuthority(), System.getenv("REGISTRY_USER"), password))
                .build();
    }

    private void runAndStop(BundleContext context) {
        try {
            run();
        } catch (ImagesException e) {
            System.err.println(e.getMessage());
        }
        try {
            // Only so that the example ends. The framework stops this bundle too.
            context.getBundle(0).stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        var local = images.parser().localImage(System.getenv("IMAGE"));
        var remote = images.push(local);
        System.out.println("pushed " + remote);
        images.list().forEach(repository -> System.out.println("listed " + repository));
        System.out.println("pulled " + images.pull(remote, local));
    }

    /** What is open is closed here, and everything of the library goes with it. */
    @Override
    public void stop(BundleContext context) {
        images.close();
        System.out.println("stopped");
    }
}
