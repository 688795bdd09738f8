package com.example.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

class PromotionTest {
    private static final TestImage TESTED =
            TestImage.builder().layers(2, 10_000).build();

    /** Both ports in memory: fast, and there is nothing to start. */
    @Test
    void whatWasTestedGetsTheTag() {
        var registry = new InMemoryRegistry();
        var candidate = RemoteImage.newExternalImage("team/app", "registry.example.org", "candidate");
        registry.put(candidate, TESTED);

        try (var images = ApoloImages.builder()
                .registry(registry)
                .localStore(new InMemoryStore())
                .build()) {
            var promoted = new Promotion(images).promote(candidate, "stable");

            assertEquals(TESTED.digest(), promoted);
            assertEquals(promoted, images.digest(candidate.withTag("stable")));
        }
    }

    @Test
    void whatIsNotThereIsNotPromoted() {
        var nothing = RemoteImage.newExternalImage("team/app", "registry.example.org", "candidate");

        try (var images = ApoloImages.builder()
                .registry(new InMemoryRegistry())
                .localStore(new InMemoryStore())
                .build()) {
            assertThrows(ImageNotFoundException.class, () -> new Promotion(images).promote(nothing, "stable"));
        }
    }

    /** A real registry on loopback, and the transport that is on the class path of the tests: this goes over HTTP. */
    @Test
    void aRegistryThatFailsLeavesTheTagAsItWas() {
        try (var registry = RegistryServer.builder().user("alice", "secret").start();
                var images = ApoloImages.builder()
                        .credentials(CredentialsProvider.of(registry.authority(), "alice", "secret"))
                        .localStore(new InMemoryStore())
                        // As by default, but without the waits.
                        .retries(RetryPolicy.builder()
                                .delays(Duration.ofMillis(1), Duration.ofMillis(1))
                                .build())
                        .build()) {
            registry.put("team/app", "candidate", TESTED);
            var before = TestImage.builder().seed(7).build();
            registry.put("team/app", "stable", before);
            var candidate = RemoteImage.newExternalImage("team/app", registry.authority(), "candidate");
            registry.fail(Fault.status(503).onMethod("PUT"));

            assertThrows(RegistryUnavailableException.class, () -> new Promotion(images).promote(candidate, "stable"));

            assertEquals(before.digest(), images.digest(candidate.withTag("stable")));

            registry.heal();
            assertEquals(TESTED.digest(), new Promotion(images).promote(candidate, "stable"));
            assertEquals(List.of("candidate", "stable"), registry.tags("team/app"));
        }
    }
}
