package us.apolo.images.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.login.LoginDetails;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.TestImage;

/** The program with a registry and a local store in memory, and what it writes. */
final class TestProgram {
    static final String HOST = "registry.example.org";

    final InMemoryRegistry registry = new InMemoryRegistry();
    final InMemoryStore store = new InMemoryStore();
    final Map<String, String> environment = new HashMap<>();
    final List<Settings> opened = new ArrayList<>();
    ApoloConfig config = ApoloConfig.builder()
            .cluster("main", URI.create("https://" + HOST))
            .organization("acme")
            .project("ml")
            .build();

    @Nullable ImagesException missingLogin;

    boolean isTerminal;
    boolean isInterrupted;
    int columns = 80;
    int closed;

    /** What came of a run. */
    record Result(int exitCode, String out, String err) {}

    Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var result = run(out, arguments);
        return new Result(result.exitCode(), out.toString(StandardCharsets.UTF_8), result.err());
    }

    /** Runs with an output that may fail; what was written to it is not in the result. */
    Result run(OutputStream out, String... arguments) {
        var err = new ByteArrayOutputStream();
        var surroundings =
                new Surroundings(environment, new ResultStream(out), print(err), isTerminal, false, () -> columns);
        var exitCode = new Program(surroundings, this::open, () -> isInterrupted).run(arguments);
        return new Result(exitCode.number(), "", err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }

    private Workplace open(Settings settings) {
        opened.add(settings);
        var builder = ApoloImages.builder()
                .config(config)
                .registry(registry)
                .localStore(store)
                .retries(RetryPolicy.NONE);
        settings.observer().ifPresent(builder::observer);
        var images = builder.build();
        return new Workplace() {
            @Override
            public Optional<ImagesException> whyNoLogin() {
                return Optional.ofNullable(missingLogin);
            }

            @Override
            public LoginDetails login() {
                if (missingLogin != null) {
                    throw missingLogin;
                }
                return new LoginDetails(
                        "the login of this test",
                        Optional.of("alice"),
                        Optional.of(URI.create("https://api.example.org/api/v1")),
                        config);
            }

            @Override
            public Images images() {
                return images;
            }

            @Override
            public void close() {
                closed++;
                images.close();
            }
        };
    }

    /** Has an image in the local store. */
    TestImage addLocal(String name, String tag) {
        var image = TestImage.builder().layers(2, 10_000).build();
        store.add(new LocalImage(name, tag), image);
        return image;
    }

    /** Has an image on the registry. */
    void put(String path, String tag, TestImage image) {
        registry.put(RemoteImage.newExternalImage(path, HOST, tag), image);
    }
}
