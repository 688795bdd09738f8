package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

/** What the tests of a local store are about: a store, and a registry on loopback from which its images come. */
abstract class StoreUnderTest {
    private static final AtomicLong NUMBERS = new AtomicLong(System.nanoTime());
    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path temporary = Path.of("");

    private final List<LocalImage> names = new ArrayList<>();
    private RegistryServer server = RegistryServer.start();
    private @Nullable LocalDockerPort opened;
    private Set<Long> childrenBefore = Set.of();
    private String temporaryBefore = "";

    /**
     * Makes a store. Where several are made during a test, they stand for the same images if they stand for an engine or
     * a folder.
     *
     * @return a new store, which the suite closes
     */
    protected abstract LocalDockerPort createStore();

    /**
     * What this store does.
     *
     * @return its traits
     */
    protected abstract StoreTraits traits();

    @BeforeEach
    final void open() {
        temporaryBefore = System.getProperty(TEMPORARY);
        System.setProperty(TEMPORARY, temporary.toString());
        childrenBefore = children();
        opened = createStore();
    }

    /** No name of the test is there, no process that it has started, and no temporary file. */
    @AfterEach
    final void leaveNothing() throws IOException, InterruptedException {
        Thread.interrupted();
        try {
            server.heal();
            store().close();
            removeNames();
            assertTrue(noChildIsLeft(), "a process is left behind");
            try (var files = Files.list(temporary)) {
                assertEquals(List.of(), files.toList(), "temporary files");
            }
        } finally {
            System.setProperty(TEMPORARY, temporaryBefore);
            server.close();
        }
    }

    private void removeNames() {
        try (var cleaner = createStore()) {
            for (var name : names) {
                cleaner.untag(name);
                assertFalse(cleaner.inspect(name).isPresent(), () -> name + " is left behind");
            }
        }
    }

    private boolean noChildIsLeft() throws InterruptedException {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!childrenBefore.containsAll(children())) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    private static Set<Long> children() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    final LocalDockerPort store() {
        return Objects.requireNonNull(opened, "The test has not begun yet");
    }

    /** The registry, which lets everybody do everything unless a test has started another. */
    final RegistryServer server() {
        return server;
    }

    /** Has the test go on with another registry. */
    final RegistryServer use(RegistryServer other) {
        server.close();
        server = other;
        return other;
    }

    static long newNumber() {
        return NUMBERS.incrementAndGet();
    }

    /** An image that no store has ever seen. */
    static TestImage newImage(int layers, int bytesEach) {
        return TestImage.builder().layers(layers, bytesEach).seed(newNumber()).build();
    }

    /** A repository that nobody else has. */
    static String newPath() {
        return "contract/n" + newNumber();
    }

    /** The name of an image at the registry, which the test takes away from the store at its end. */
    final LocalImage name(String path, String tag) {
        return remembered(new LocalImage(server.authority() + "/" + path, tag));
    }

    final LocalImage remembered(LocalImage name) {
        names.add(name);
        return name;
    }

    final Transfer transfer(LocalImage image) {
        return transfer(image, Optional.empty());
    }

    final Transfer transfer(LocalImage image, Optional<Credentials> credentials) {
        return new Transfer(image, repository(image), credentials, null, new WireRegistry(server.uri(), credentials));
    }

    final Transfer transfer(LocalImage image, Platform platform) {
        var registry = new WireRegistry(server.uri(), Optional.empty());
        return new Transfer(image, repository(image), Optional.empty(), platform, registry);
    }

    /** The transfer of an image that may have another name in the store than its full one. */
    final Transfer transfer(LocalImage image, LocalImage fullName) {
        var whole = transfer(fullName);
        return new Transfer(
                image, whole.repository(), whole.tag(), whole.credentials(), whole.platform(), whole.registry());
    }

    /** A name for an image that is to be moved: any, or its full name for a store that needs that. */
    final LocalImage ownName(LocalImage fullName) {
        return store().movesUnderAnyName() ? remembered(new LocalImage("own-name", "n" + newNumber())) : fullName;
    }

    private static Repository repository(LocalImage image) {
        var slash = image.name().indexOf('/');
        return new Repository(image.name().substring(0, slash), image.name().substring(slash + 1));
    }

    final Digest push(LocalImage image) {
        return store().push(transfer(image), step -> {});
    }

    final Digest pull(LocalImage image) {
        return store().pull(transfer(image), step -> {});
    }

    /** Has an image in the store, as it comes from the registry. */
    final LocalImage pulled(TestImage image) {
        var path = newPath();
        server.put(path, "v1", image);
        var name = name(path, "v1");
        pull(name);
        return name;
    }

    final Digest id(LocalImage image) {
        return store().inspect(image)
                .orElseThrow(() -> new AssertionError(image + " is not there"))
                .id();
    }

    final void assertAbsent(LocalImage image) {
        assertFalse(store().inspect(image).isPresent(), () -> image + " is there");
    }
}
