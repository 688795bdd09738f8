package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.port.Manifest;
import us.apolo.images.testkit.TestImage;

/** A name that others give to another image, or take away, while somebody works with the one that had it. */
@Timeout(120)
class MovingNameTest extends LayoutCase {
    private static final LocalImage NAME = new LocalImage("app", "v1");

    /** How often two threads meet at one name: of so many meetings some come at the worst moment. */
    private static final int MEETINGS = 50;

    /** Somebody else is about to delete the image when it is to be used, and has given its name away. */
    @Test
    void whoeverComesTooLateToUseAnImageGetsTheOneThatHasTheNameNow() throws Exception {
        var first = TestImage.builder().layers(2, 100).seed(1).build();
        var second = TestImage.builder().layers(2, 100).seed(2).build();
        try (var store = store()) {
            pullAsName(store, first);
            var images = new LayoutImages(new LayoutFolder(folder));
            try (var use = images.locks().use()) {
                var user = new CompletableFuture<ImageParts>();
                var thread = new Thread(() -> user.completeAsync(() -> images.parts(NAME, use), Runnable::run));
                var claim = images.locks().claim(first.layers().get(0)).orElseThrow();
                thread.start();
                awaitSleep(thread);
                pullAsName(store, second);
                store.collect();
                claim.close();

                assertEquals(
                        second.digest(),
                        user.get(60, TimeUnit.SECONDS).root().content().digest());
                thread.join();
            }
            images.locks().close();
        }
    }

    private void pullAsName(OciLayout store, TestImage image) {
        registry.put(REPOSITORY, "v1", image);
        store.pull(transfer(NAME, REPOSITORY, registry, null), step -> {});
    }

    /** It sleeps while it waits for a lock. */
    private static void awaitSleep(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(thread.isAlive(), "it waits for the lock");
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void aNameThatIsTakenAwayDuringALookIsThereOrNot() throws Exception {
        var image = TestImage.index(IntStream.range(0, 50)
                .mapToObj(number -> TestImage.builder()
                        .oci()
                        .platform(new Platform("linux", "machine" + number, null))
                        .layers(1, 100)
                        .build())
                .toArray(TestImage[]::new));
        try (var store = store()) {
            pullAsName(store, image);
            var layout = new LayoutFolder(folder);
            var index = layout.index();
            var together = new CyclicBarrier(2);
            var other = Executors.newSingleThreadExecutor();
            try {
                for (var meeting = 0; meeting < MEETINGS; meeting++) {
                    layout.writeIndex(index);
                    for (var manifest : manifests(image)) {
                        Files.write(
                                layout.blob(manifest.content().digest()),
                                manifest.content().bytes());
                    }
                    var deletion = other.submit(() -> {
                        together.await();
                        layout.writeIndex(LayoutIndex.empty());
                        for (var manifest : manifests(image)) {
                            layout.delete(manifest.content().digest());
                        }
                        return layout;
                    });
                    together.await();

                    store.inspect(NAME).ifPresent(found -> assertEquals(image.digest(), found.id()));

                    assertEquals(layout, deletion.get());
                }
            } finally {
                other.shutdownNow();
                assertTrue(other.awaitTermination(60, TimeUnit.SECONDS));
            }
        }
    }

    private static List<Manifest> manifests(TestImage index) {
        return index.images().stream().map(TestImage::manifest).toList();
    }
}
