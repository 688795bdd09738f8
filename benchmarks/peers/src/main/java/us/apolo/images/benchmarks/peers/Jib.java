package us.apolo.images.benchmarks.peers;

import com.google.cloud.tools.jib.api.Credential;
import com.google.cloud.tools.jib.api.DescriptorDigest;
import com.google.cloud.tools.jib.blob.Blobs;
import com.google.cloud.tools.jib.event.EventHandlers;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.image.json.BuildableManifestTemplate;
import com.google.cloud.tools.jib.image.json.OciManifestTemplate;
import com.google.cloud.tools.jib.json.JsonTemplateMapper;
import com.google.cloud.tools.jib.registry.RegistryClient;
import java.io.BufferedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import us.apolo.images.benchmarks.program.Login;
import us.apolo.images.benchmarks.program.TaskServer;

/**
 * Jib core's client of a registry. Jib knows neither layouts nor lists, so that this moves the blobs of a layout itself,
 * on eight threads, and is told the tags. Arguments: the registry's {@code host:port}, then one task, or nothing for a
 * {@link TaskServer}. Transfers name a registry of their own. User and password come from the environment.
 */
public final class Jib {
    private static final int THREADS = 8;

    private final FailoverHttpClient http = new FailoverHttpClient(true, true, event -> {});
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final String authority;

    private Jib(String authority) {
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
        var jib = new Jib(arguments[0]);
        if (task.isEmpty()) {
            TaskServer.serve(jib::run);
        } else {
            System.out.println(jib.run(task));
        }
        jib.threads.shutdown();
        jib.http.shutDown();
    }

    private RegistryClient client(String registry, String repository) {
        var factory = RegistryClient.factory(EventHandlers.NONE, registry, repository, http);
        var login = Login.ofThisProcess();
        login.ifPresent(it -> factory.setCredential(Credential.from(it.user(), it.password())));
        var client = factory.newRegistryClient();
        login.ifPresent(it -> client.configureBasicAuth());
        return client;
    }

    private Object run(List<String> words) throws Exception {
        return switch (words.get(0)) {
            case "push" -> push(words.get(1), Path.of(words.get(2)), words.get(3), words.get(4));
            case "pull" -> pull(words.get(1), words.get(2), words.get(3), Path.of(words.get(4)));
            case "tags" -> tags(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
            case "digest" ->
                client(authority, words.get(1))
                        .checkManifest(words.get(2))
                        .orElseThrow()
                        .getDigest();
            default -> throw new IllegalArgumentException("Not a task: " + words);
        };
    }

    private String push(String registry, Path folder, String repository, String tag) throws Exception {
        var client = client(registry, repository);
        var index = Files.readString(folder.resolve("index.json"));
        var digest = index.replaceAll("(?s).*\"digest\": *\"sha256:([0-9a-f]{64})\".*", "$1");
        var manifest = JsonTemplateMapper.readJsonFromFile(blob(folder, digest), OciManifestTemplate.class);
        var work = new ArrayList<Callable<Boolean>>();
        for (var layer : blobs(manifest)) {
            work.add(() -> client.checkBlob(layer).isPresent()
                    || client.pushBlob(layer, Blobs.from(blob(folder, layer.getHash())), null, bytes -> {}));
        }
        all(work);
        return client.pushManifest(manifest, tag).toString();
    }

    private String pull(String registry, String repository, String tag, Path folder) throws Exception {
        var client = client(registry, repository);
        var found = client.pullManifest(tag, OciManifestTemplate.class);
        Files.createDirectories(folder.resolve("blobs/sha256"));
        var work = new ArrayList<Callable<Boolean>>();
        for (var layer : blobs(found.getManifest())) {
            work.add(() -> {
                try (var file = new BufferedOutputStream(Files.newOutputStream(blob(folder, layer.getHash())))) {
                    client.pullBlob(layer, size -> {}, bytes -> {}).writeTo(file);
                }
                return true;
            });
        }
        all(work);
        Files.writeString(
                blob(folder, found.getDigest().getHash()),
                JsonTemplateMapper.toUtf8String(found.getManifest()),
                StandardCharsets.UTF_8);
        return found.getDigest().toString();
    }

    private static Path blob(Path folder, String hash) {
        return folder.resolve("blobs/sha256").resolve(hash);
    }

    private static List<DescriptorDigest> blobs(BuildableManifestTemplate manifest) {
        var blobs = new ArrayList<DescriptorDigest>();
        manifest.getLayers().forEach(layer -> blobs.add(layer.getDigest()));
        blobs.add(manifest.getContainerConfiguration().getDigest());
        return blobs;
    }

    private String tags(String repository, String prefix, int count) throws Exception {
        var client = client(authority, repository);
        var size = 0L;
        for (var number = 0; number < count; number++) {
            var found = client.pullManifest(prefix + number, OciManifestTemplate.class);
            size += found.getManifest().getLayers().stream()
                    .mapToLong(BuildableManifestTemplate.ContentDescriptorTemplate::getSize)
                    .sum();
        }
        return count + " tags, " + size + " bytes";
    }

    private void all(List<Callable<Boolean>> work) throws InterruptedException, ExecutionException {
        for (Future<Boolean> done : threads.invokeAll(work)) {
            done.get();
        }
    }
}
