package us.apolo.images.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;
import us.apolo.images.testkit.junit.RegistryServerExtension;

/** What docs/testing.md shows, word for word. */
@Timeout(60)
class TestingGuideTest {
    private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetOfTheGuideIsInThisTest() throws IOException {
        var root = Path.of("..").toRealPath();
        var source = squeezed(Files.readString(
                root.resolve("integration-tests/src/test/java/us/apolo/images/it/TestingGuideTest.java")));
        var snippets = SNIPPET.matcher(Files.readString(root.resolve("docs/testing.md")))
                .results()
                .map(result -> result.group(1))
                .toList();
        assertEquals(5, snippets.size());
        for (var snippet : snippets) {
            assertTrue(source.contains(squeezed(snippet)), snippet);
        }
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    @Test
    void withoutHttp() {
        var registry = new InMemoryRegistry();
        var store = new InMemoryStore();
        var images = ApoloImages.builder().registry(registry).localStore(store).build();
        store.add(
                new LocalImage("app", "v1"),
                TestImage.builder().layers(3, 10_000).build());

        var remote = RemoteImage.newExternalImage("team/app", "registry.example.org", "v1");
        images.push(new LocalImage("app", "v1"), remote);

        assertEquals(store.manifestDigest(new LocalImage("app", "v1")).orElseThrow(), images.digest(remote));

        registry.failNext(InMemoryRegistry.Operation.DIGEST, new RateLimitedException("slow down", null, null, null));
        assertThrows(RateLimitedException.class, () -> images.digest(remote));

        assertEquals(List.of(new LocalImage("app", "v1")), store.names());
        assertEquals(new LocalImage("pulled", "v1"), images.pull(remote, new LocalImage("pulled", "v1")));
        images.rm(remote, images.digest(remote));
        assertThrows(ImageNotFoundException.class, () -> images.digest(remote));
        images.close();
        store.close();
    }

    @Test
    void withHttp() {
        System.setProperty("apolo.images.transport", "okhttp");
        try (var server = RegistryServer.builder().user("alice", "secret").start();
                var images = ApoloImages.builder()
                        .credentials(CredentialsProvider.of(server.authority(), "alice", "secret"))
                        .localStore(new InMemoryStore())
                        .build()) {
            var image = TestImage.builder().build();
            server.put("team/app", "v1", image);
            var remote = RemoteImage.newExternalImage("team/app", server.authority(), "v1");

            assertEquals(image.size(), images.size(remote));
            assertEquals("GET", server.requests().get(0).method());
        } finally {
            System.clearProperty("apolo.images.transport");
        }
    }

    @Test
    void whatGoesWrong() {
        try (var server = RegistryServer.start();
                var images = ApoloImages.builder()
                        .transport("okhttp")
                        .localStore(new InMemoryStore())
                        .build()) {
            var image = TestImage.builder().build();
            server.put("team/app", "v1", image);
            server.fail(Fault.status(503).header("Retry-After", "1").times(2));
            server.fail(Fault.cutBody(1000).onPath("/v2/.+/blobs/.*"));
            server.fail(Fault.cutRequest(1_000_000).onMethod("PUT").times(1));
            server.fail(Fault.withoutHeader("Docker-Content-Digest").onMethod("HEAD"));
            var stalled = server.fail(Fault.stall().onPath("/v2/_catalog"));
            stalled.remove();

            assertFallsBack(images, RemoteImage.newExternalImage("team/app", server.authority(), "v1"), image);
        }
    }

    /** However often a call is tried again, the registry is well after two answers. */
    private static void assertFallsBack(Images images, RemoteImage remote, TestImage image) {
        for (var i = 0; i < 2; i++) {
            try {
                assertEquals(image.digest(), images.digest(remote));
            } catch (RegistryUnavailableException e) {
                assertEquals(503, e.answer().orElseThrow().status());
            }
        }
        assertEquals(image.digest(), images.digest(remote));
    }

    @Nested
    @ExtendWith(RegistryServerExtension.class)
    class ListingTest {
        @Test
        void anEmptyRegistryHasNothing(RegistryServer server) {
            assertEquals(List.of(), server.repositories());
        }
    }
}
