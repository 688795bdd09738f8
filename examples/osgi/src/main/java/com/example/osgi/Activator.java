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
    private volatile Images images;

    @Override
    public void start(BundleContext context) {
        new Thread(() -> runAndStop(context), "images").start();
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
                .build();
    }

    private void runAndStop(BundleContext context) {
        try {
            // The adapters are those whose bundles are active now.
            images = images();
            run();
        } catch (ImagesException | IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            // Felix stops the framework on the way out, and this bundle with it.
            System.exit(1);
        }
        try {
            // Only so that the example ends. The framework stops this bundle too.
            context.getBundle(0).stop();
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        var local = images.parser().localImage(variable("IMAGE"));
        var remote = images.push(local);
        System.out.println("pushed " + remote);
        images.list().forEach(repository -> System.out.println("listed " + repository));
        System.out.println("pulled " + images.pull(remote, local));
    }

    /** What is open is closed here, and everything of the library goes with it. */
    @Override
    public void stop(BundleContext context) {
        if (images != null) {
            images.close();
        }
        System.out.println("stopped");
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
