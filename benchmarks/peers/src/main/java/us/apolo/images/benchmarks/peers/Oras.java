package us.apolo.images.benchmarks.peers;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import land.oras.ContainerRef;
import land.oras.CopyUtils;
import land.oras.Layer;
import land.oras.LayoutRef;
import land.oras.OCILayout;
import land.oras.Registry;
import us.apolo.images.benchmarks.program.Login;
import us.apolo.images.benchmarks.program.TaskServer;

/**
 * The ORAS Java SDK. Arguments: the registry's {@code host:port}, then one task, or nothing for a {@link TaskServer}.
 * Transfers name a registry of their own. User and password come from the environment.
 */
public final class Oras {
    private final Registry registry;
    private final String authority;

    private Oras(Registry registry, String authority) {
        this.registry = registry;
        this.authority = authority;
    }

    /**
     * Runs it.
     *
     * @param arguments see above
     * @throws Exception if it cannot be done
     */
    public static void main(String[] arguments) throws Exception {
        var task = Arrays.asList(arguments).subList(1, arguments.length);
        var oras = at(arguments[0]);
        if (task.isEmpty()) {
            TaskServer.serve(oras::run);
        } else {
            System.out.println(oras.run(task));
        }
        // Its threads would keep the program.
        System.exit(0);
    }

    private static Registry registry(String authority) {
        return Login.ofThisProcess()
                .map(login -> Registry.builder().insecure(authority, login.user(), login.password()))
                .orElseGet(() -> Registry.builder().insecure(authority))
                .build();
    }

    private Object run(List<String> words) throws InterruptedException, ExecutionException {
        return switch (words.get(0)) {
            case "push" -> at(words.get(1)).push(Path.of(words.get(2)), words.get(3), words.get(4));
            case "pull" -> at(words.get(1)).pull(words.get(2), Path.of(words.get(3)), words.get(4));
            case "tags" -> tags(words.get(1), Integer.parseInt(words.get(2)), Integer.parseInt(words.get(3)));
            case "digest" -> registry.getDescriptor(reference(words.get(1))).getDigest();
            default -> throw new IllegalArgumentException("Not a task: " + words);
        };
    }

    private static Oras at(String authority) {
        return new Oras(registry(authority), authority);
    }

    private ContainerRef reference(String image) {
        return ContainerRef.parse(authority + "/" + image);
    }

    private String push(Path folder, String tag, String image) {
        var layout = OCILayout.builder().defaults(folder).build();
        CopyUtils.copy(layout, LayoutRef.of(layout, tag), registry, reference(image), CopyUtils.CopyOptions.shallow());
        return image;
    }

    private String pull(String image, Path folder, String tag) {
        var layout = OCILayout.builder().defaults(folder).build();
        CopyUtils.copy(registry, reference(image), layout, LayoutRef.of(layout, tag), CopyUtils.CopyOptions.shallow());
        return tag;
    }

    /** Size and digest of each tag, on so many threads. */
    private String tags(String image, int limit, int threads) throws InterruptedException, ExecutionException {
        var tags = registry.getTags(reference(image)).tags();
        var work = tags.stream()
                .limit(limit)
                .map(tag -> (Callable<Long>) () -> size(image, tag))
                .toList();
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var size = 0L;
            for (var done : pool.invokeAll(work)) {
                size += done.get();
            }
            return work.size() + " tags, " + size + " bytes";
        } finally {
            pool.shutdown();
        }
    }

    private long size(String image, String tag) {
        var manifest = registry.getManifest(reference(image).withTag(tag));
        if (manifest.getDescriptor().getDigest().isEmpty()) {
            throw new IllegalStateException("No digest of " + tag);
        }
        return manifest.getLayers().stream().mapToLong(Layer::getSize).sum();
    }
}
