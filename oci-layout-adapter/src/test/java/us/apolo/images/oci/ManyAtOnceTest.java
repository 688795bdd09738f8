package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.LocalImage;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.TestImage;

/** Threads and stores that work with one folder at once. */
@Timeout(120)
class ManyAtOnceTest extends LayoutCase {
    private static final int THREADS = 8;

    private static void atOnce(List<Callable<Object>> work) throws InterruptedException, ExecutionException {
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var results = new ArrayList<Future<Object>>();
            work.forEach(piece -> results.add(pool.submit(piece)));
            for (var result : results) {
                result.get();
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void aLayerThatManyWantIsFetchedOnce() throws Exception {
        var played = new PlayedRegistry();
        var layers = new Descriptor[20];
        for (var number = 0; number < layers.length; number++) {
            layers[number] = played.blob(("layer " + number).repeat(5000).getBytes(StandardCharsets.UTF_8));
        }
        played.image("v1", layers);
        try (var one = store();
                var two = store()) {
            var work = new ArrayList<Callable<Object>>();
            for (var number = 0; number < THREADS; number++) {
                var store = number % 2 == 0 ? one : two;
                work.add(() -> store.pull(transfer("v1", played, null), step -> {}));
            }
            atOnce(work);
        }
        assertEquals(layers.length, played.offsets.size(), played.offsets::toString);
        assertEquals(Set.of(), incoming());
    }

    /** Images share layers, come, get names, lose them and are collected; what has a name is always whole. */
    @Test
    void whatHasANameIsWholeWhateverOthersDelete() throws Exception {
        for (var number = 1; number <= 4; number++) {
            registry.put(
                    REPOSITORY,
                    "v" + number,
                    TestImage.builder().layers(number, 2000).seed(5).build());
        }
        try (var one = store();
                var two = store()) {
            var work = new ArrayList<Callable<Object>>();
            for (var number = 0; number < THREADS; number++) {
                var seed = number;
                work.add(() -> comeAndGo(seed % 2 == 0 ? one : two, new Random(seed)));
            }
            atOnce(work);
            assertEquals(List.of(), one.names());
            one.collect();
        }
        assertEquals(Set.of(), blobs());
    }

    private Object comeAndGo(OciLayout store, Random random) throws IOException {
        var target = new Repository("other.example.com", "app" + random.nextInt());
        for (var round = 0; round < 15; round++) {
            var name = new LocalImage("app" + Thread.currentThread().getId(), "r" + round);
            var pulled = store.pull(
                    new Transfer(
                            name.withTag("v" + (1 + random.nextInt(4))), REPOSITORY, Optional.empty(), null, registry),
                    step -> {});
            store.tag(pulled, name);
            for (var tag = 1; tag <= 4; tag++) {
                store.untag(name.withTag("v" + tag));
            }
            if (random.nextInt(3) == 0) {
                store.collect();
            }
            assertEquals(pulled, store.inspect(name).orElseThrow().id());
            assertEquals(pulled, store.push(transfer(name, target, registry, null), step -> {}));
            store.untag(name);
        }
        return store;
    }
}
