package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.testkit.Client.bytes;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.InMemoryRegistry.Operation;

class InMemoryRegistryTest {
    private static final Repository APP = new Repository("localhost:5000", "team/app");
    private static final Reference V1 = Reference.tag("v1");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final TestImage image = TestImage.builder().build();

    @Test
    void imagesAreStoredUnderTheirNames() {
        registry.put(RemoteImage.newExternalImage("team/app", "localhost:5000", "v1"), image);
        registry.put(RemoteImage.newExternalImage("team/app", "localhost:5000"), image);
        registry.put(RemoteImage.newExternalImage("ubuntu"), TestImage.index(image));

        assertThat(registry.digest(APP, V1)).isEqualTo(image.digest());
        assertThat(registry.tags(APP)).containsExactly("latest", "v1");
        assertThat(registry.tags(new Repository("registry-1.docker.io", "library/ubuntu")))
                .containsExactly("latest");
    }

    @Test
    void eachRegistryHasRepositoriesOfItsOwn() {
        registry.put(APP, "v1", image);
        assertThat(registry.repositories("localhost:5000")).containsExactly("team/app");
        assertThat(registry.repositories("other.example.org")).isEmpty();
        assertThatThrownBy(() -> registry.digest(new Repository("other.example.org", "team/app"), V1))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void errorsHaveTheAnswerThatARegistryWouldGive() {
        assertThatThrownBy(() -> registry.manifest(APP, V1))
                .isInstanceOfSatisfying(ImageNotFoundException.class, e -> {
                    assertThat(e.image()).isEqualTo("localhost:5000/team/app:v1");
                    assertThat(e.where()).isEqualTo("the registry localhost:5000");
                })
                .hasMessageContaining(
                        "GET memory://localhost:5000/v2/team/app/manifests/v1 gave 404 [MANIFEST_UNKNOWN]");
        assertThatThrownBy(() -> registry.putManifest(APP, V1, image.manifest().content()))
                .isInstanceOfSatisfying(
                        RegistryRefusedException.class,
                        e -> assertThat(e.answer()).hasValueSatisfying(answer -> {
                            assertThat(answer.status()).isEqualTo(400);
                            assertThat(answer.codes()).containsExactly("MANIFEST_BLOB_UNKNOWN");
                            assertThat(answer.body())
                                    .contains(image.layers().get(0).toString());
                        }));
        var other = Digest.sha256(bytes("other"));
        assertThatThrownBy(() -> registry.writeBlob(APP, other, HttpBody.of(bytes("x"))))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("[DIGEST_INVALID]");
    }

    @Test
    void eachOperationFailsOnDemandOnceAndInOrder() {
        registry.put(APP, "v1", image);
        var layer = image.layers().get(0);
        var calls = new EnumMap<Operation, ThrowingCallable>(Map.of(
                Operation.DIGEST, () -> registry.digest(APP, V1),
                Operation.MANIFEST, () -> registry.manifest(APP, V1),
                Operation.PUT_MANIFEST,
                        () -> registry.putManifest(APP, V1, image.manifest().content()),
                Operation.TAGS, () -> registry.tags(APP).toList(),
                Operation.REPOSITORIES,
                        () -> registry.repositories("localhost:5000").toList(),
                Operation.BLOB_SIZE, () -> registry.blobSize(APP, layer),
                Operation.READ_BLOB, () -> registry.readBlob(APP, layer, 0),
                Operation.WRITE_BLOB, () -> registry.writeBlob(APP, Digest.sha256(bytes("x")), HttpBody.of(bytes("x"))),
                Operation.MOUNT_BLOB, () -> registry.mountBlob(APP, layer, APP),
                Operation.DELETE_MANIFEST, () -> registry.deleteManifest(APP, image.digest())));
        calls.put(Operation.DELETE_TAG, () -> registry.deleteTag(APP, "v1"));
        assertThat(calls).hasSize(Operation.values().length);
        var first = new RegistryUnavailableException("first", null, null);
        var second = new RegistryUnavailableException("second", null, null);
        for (var operation : Operation.values()) {
            registry.failNext(operation, first);
            registry.failNext(operation, second);
        }
        calls.forEach((operation, call) -> {
            assertThatThrownBy(call).as("%s", operation).isSameAs(first);
            assertThatThrownBy(call).as("%s", operation).isSameAs(second);
        });
        registry.put(APP, "v1", image);
        assertThat(registry.digest(APP, V1)).isEqualTo(image.digest());
    }

    @Test
    void anInterruptedCallIsToldInTheWordsOfARegistryOverHttp() {
        var layer = image.layers().get(0);

        assertInterrupted("HEAD manifest of team/app:v1", () -> registry.digest(APP, V1));
        assertInterrupted(
                "GET manifest of team/app@" + image.digest(),
                () -> registry.manifest(APP, Reference.digest(image.digest())));
        assertInterrupted("DELETE manifest of team/app:v1", () -> registry.deleteTag(APP, "v1"));
        assertInterrupted("GET tags of team/app", () -> registry.tags(APP));
        assertInterrupted("GET catalog", () -> registry.repositories(APP.registry()));
        assertInterrupted("HEAD blob of team/app@" + layer, () -> registry.blobSize(APP, layer));
        assertInterrupted("GET blob of team/app@" + layer, () -> registry.readBlob(APP, layer, 0));
        assertInterrupted("POST upload of team/app", () -> registry.mountBlob(APP, layer, APP));
    }

    private static void assertInterrupted(String what, ThrowingCallable call) {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(call)
                    .isInstanceOf(OperationCancelledException.class)
                    .hasMessage("Interrupted in " + what + " at the registry localhost:5000");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aBlobIsWrittenIfTheAccountMayNotTakeItOver() {
        var refusals = List.of(
                new NotAuthorizedException("not yours", null, null),
                new NotAuthenticatedException("who are you", null, null),
                new RegistryRefusedException("no", null, null));
        for (var refusal : refusals) {
            registry.failNext(Operation.MOUNT_BLOB, refusal);
            var content = bytes("content for " + refusal.getMessage());
            var digest = Digest.sha256(content);

            var from = registry.writeBlob(
                    APP, digest, HttpBody.of(content), List.of(new Repository(APP.registry(), "source")));

            assertThat(from).isEmpty();
            assertThat(registry.blobSize(APP, digest)).hasValue(content.length);
        }
    }

    @Test
    void aRegistryThatCannotAnswerDoesNotHaveTheBlobWritten() {
        registry.failNext(Operation.MOUNT_BLOB, new RegistryUnavailableException("gone", null, null));
        var content = bytes("x");
        var digest = Digest.sha256(content);
        var sources = List.of(new Repository(APP.registry(), "source"));

        assertThatThrownBy(() -> registry.writeBlob(APP, digest, HttpBody.of(content), sources))
                .isInstanceOf(RegistryUnavailableException.class);

        assertThat(registry.blobSize(APP, digest)).isEmpty();
    }

    @Test
    void aBodyThatBreaksOrIsNotAsLongAsItSaysIsABrokenConnection() throws IOException {
        var gone = new BufferedInputStream(new ByteArrayInputStream(bytes("five!")));
        gone.close();
        assertBroken(gone);
        assertBroken(new ByteArrayInputStream(bytes("four")));
    }

    private void assertBroken(InputStream in) {
        var digest = Digest.sha256(bytes("four"));
        assertThatThrownBy(() -> registry.writeBlob(APP, digest, new HttpBody() {
                    @Override
                    public OptionalLong length() {
                        return OptionalLong.of(5);
                    }

                    @Override
                    public boolean replayable() {
                        return false;
                    }

                    @Override
                    public InputStream open() {
                        return in;
                    }
                }))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageStartingWith(
                        "The connection failed for PUT upload of team/app at the registry localhost:5000: ");
        assertThat(registry.blobSize(APP, digest)).isEmpty();
    }
}
