package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import us.apolo.images.Credentials;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.Transfer;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.RegistryServer;

/** Transfers that a registry refuses or breaks, and whom credentials are told to. */
abstract class StoreFailureTests extends StorePushTests {
    private static final String MANIFESTS = "/v2/.+/manifests/.+";
    private static final String PASSWORD = "the-right-password";
    private static final String WRONG_PASSWORD = "the-wrong-password";
    private static final Optional<Credentials> RIGHT = Optional.of(new Credentials("alice", PASSWORD));
    private static final Optional<Credentials> WRONG = Optional.of(new Credentials("alice", WRONG_PASSWORD));
    private static final Optional<Credentials> READER = Optional.of(new Credentials("bob", PASSWORD));

    private RegistryServer useGuarded() {
        return use(RegistryServer.builder()
                .user("alice", PASSWORD)
                .reader("bob", PASSWORD)
                .start());
    }

    /** Wants that a pull fails, without a secret in the error and without a trace in the store. */
    private <E extends ImagesException> E pullFails(Class<E> type, Transfer transfer) {
        var error = assertThrows(type, () -> store().pull(transfer, step -> {}));
        assertNoSecrets(error);
        assertAbsent(transfer.image());
        return error;
    }

    /** Wants that a push fails, without a secret in the error, and that the image keeps its name. */
    private <E extends ImagesException> E pushFails(Class<E> type, Transfer transfer) {
        var error = assertThrows(type, () -> store().push(transfer, step -> {}));
        assertNoSecrets(error);
        assertTrue(store().inspect(transfer.image()).isPresent(), "the name stays");
        return error;
    }

    private static void assertNoSecrets(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        for (var secret : List.of(PASSWORD, WRONG_PASSWORD)) {
            assertFalse(text.toString().contains(secret), () -> "a secret in " + text);
        }
    }

    /** An image that can be pulled. */
    private LocalImage remote() {
        var path = newPath();
        server().put(path, "v1", newImage(1, 100));
        return name(path, "v1");
    }

    /** An image that can be pushed. */
    private LocalImage local() {
        return named(pulled(newImage(1, 100)), newPath(), "v1");
    }

    /** The same where the registry wants to know who asks. */
    private LocalImage guardedLocal() {
        var source = remote();
        store().pull(transfer(source, RIGHT), step -> {});
        return named(source, newPath(), "v1");
    }

    @Test
    final void theRightCredentialsLetATransferThrough() {
        useGuarded();
        var image = guardedLocal();

        store().push(transfer(image, RIGHT), step -> {});

        store().pull(transfer(image, READER), step -> {});
    }

    @Test
    final void theWrongCredentialsDoNot() {
        useGuarded();
        pullFails(NotAuthenticatedException.class, transfer(remote(), WRONG));
        pushFails(NotAuthenticatedException.class, transfer(guardedLocal(), WRONG));
    }

    @Test
    final void withoutCredentialsThoseOfATransferBeforeAreNotUsed() {
        useGuarded();
        var image = guardedLocal();
        store().push(transfer(image, RIGHT), step -> {});

        pushFails(NotAuthenticatedException.class, transfer(image));
        pullFails(NotAuthenticatedException.class, transfer(remote()));
    }

    @Test
    final void whoMayNotPushIsTold() {
        useGuarded();
        var image = guardedLocal();

        pushFails(NotAuthorizedException.class, transfer(image, READER));
    }

    @Test
    final void credentialsDoNotGoToAnotherRegistry() {
        useGuarded();
        store().push(transfer(guardedLocal(), RIGHT), step -> {});
        try (var other = RegistryServer.builder().user("alice", PASSWORD).start()) {
            store().push(transfer(guardedLocal(), RIGHT), step -> {});
            assertEquals(List.of(), other.requests());
        }
    }

    @Test
    final void whoMayNotPullIsTold() {
        var image = remote();
        server().fail(Fault.status(403)
                .body("{\"errors\":[{\"code\":\"DENIED\",\"message\":\"not for you\"}]}")
                .onPath(MANIFESTS));

        pullFails(NotAuthorizedException.class, transfer(image));
    }

    @Test
    final void aRepositoryThatIsNotThereIsNotFound() {
        var name = name(newPath(), "v1");
        var error = pullFails(ImageNotFoundException.class, transfer(name));
        assertTrue(error.image().contains(name.toString()), error::image);
    }

    @Test
    final void aTagThatIsNotThereIsNotFound() {
        var path = newPath();
        server().put(path, "v1", newImage(1, 100));
        pullFails(ImageNotFoundException.class, transfer(name(path, "v2")));
    }

    @Test
    final void tooManyRequestsAreTold() {
        var image = local();
        var other = remote();
        // Those that wait before they try again, as Podman does, need not.
        server().fail(Fault.status(429)
                .header("Retry-After", "0")
                .header("Content-Type", "application/json")
                .body("{\"errors\":[{\"code\":\"TOOMANYREQUESTS\",\"message\":\"slow down\"}]}"));

        pullFails(RateLimitedException.class, transfer(other));
        pushFails(RateLimitedException.class, transfer(image));
    }

    @Test
    final void aRegistryThatCannotAnswerIsUnavailable() {
        var image = local();
        var other = remote();
        // Engines try again and again to send layers, but not manifests.
        server().fail(Fault.status(503).body("busy").onPath(MANIFESTS));

        pullFails(RegistryUnavailableException.class, transfer(other));
        pushFails(RegistryUnavailableException.class, transfer(image));
    }

    @Test
    final void aRegistryThatIsNotThereIsUnavailable() {
        var image = local();
        var other = remote();
        server().close();

        pullFails(RegistryUnavailableException.class, transfer(other));
        pushFails(RegistryUnavailableException.class, transfer(image));
    }

    @Test
    final void aManifestThatIsRefusedFailsThePush() {
        var image = local();
        server().fail(Fault.status(400)
                .header("Content-Type", "application/json")
                .body("{\"errors\":[{\"code\":\"MANIFEST_INVALID\",\"message\":\"not like this\"}]}")
                .onMethod("PUT")
                .onPath(MANIFESTS));

        pushFails(TransferFailedException.class, transfer(image));
    }

    /** An engine cannot tell a registry that hangs up in the middle from one that is hardly there; either will do. */
    @Test
    final void aLayerThatBreaksOffFailsThePull() {
        var path = newPath();
        server().put(path, "v1", newImage(1, 200_000));
        var name = name(path, "v1");
        server().fail(Fault.cutBody(1000).onMethod("GET").onPath("/v2/.+/blobs/.+"));

        var error = pullFails(ImagesException.class, transfer(name));

        assertTrue(
                error instanceof TransferFailedException || error instanceof RegistryUnavailableException,
                () -> "broken off: " + error);
    }

    @Test
    final void afterAFailureTheStoreIsAsGoodAsBefore() {
        var image = remote();
        var fault = server().fail(Fault.status(404).onPath(MANIFESTS));
        pullFails(ImageNotFoundException.class, transfer(image));
        fault.remove();

        pull(image);
        push(image);
    }
}
