package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.TransferFailedException;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.RegistryPort;

/** The store in memory before registries that do what {@link InMemoryRegistry} never does. */
@Timeout(60)
class BrokenRegistryTest {
    private static final LocalImage APP = new LocalImage("app", "v1");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryStore store = new InMemoryStore();
    private final TestImage image = TestImage.builder().layers(1, 50_000).build();

    /** The registry, with something in place of one of its methods. */
    private RegistryPort with(String method, Function<Object[], UnaryOperator<Object>> change) {
        return (RegistryPort) Proxy.newProxyInstance(
                RegistryPort.class.getClassLoader(),
                new Class<?>[] {RegistryPort.class},
                (proxy, called, arguments) -> {
                    var edit = called.getName().equals(method)
                            ? change.apply(arguments)
                            : UnaryOperator.<Object>identity();
                    try {
                        return edit.apply(called.invoke(registry, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private RegistryPort sending(UnaryOperator<InputStream> change) {
        return with("readBlob", arguments -> blob -> {
            var content = (BlobContent) blob;
            return new MemoryBlob(0, OptionalLong.empty(), change.apply(content.stream()));
        });
    }

    private void assertPullFails(UnaryOperator<InputStream> change, String message) {
        registry.put(Moves.repository("team/app"), "v1", image);
        assertThatThrownBy(() -> store.pull(Moves.transfer(sending(change), APP), step -> {}))
                .isInstanceOf(TransferFailedException.class)
                .hasMessageContaining("The pull of " + Moves.REGISTRY + "/team/app:v1 failed")
                .hasMessageContaining(message);
        assertThat(store.names()).isEmpty();
    }

    @Test
    void contentOfAnotherDigestIsNotKept() {
        assertPullFails(in -> new ByteArrayInputStream(Client.bytes("forged")), "is sha256:");
    }

    @Test
    void aStreamThatBreaksFailsThePull() {
        assertPullFails(
                in -> {
                    try {
                        var closed = new BufferedInputStream(in);
                        closed.close();
                        return closed;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "closed");
    }

    @Test
    void anInterruptWithinALayerEndsThePull() {
        registry.put(Moves.repository("team/app"), "v1", image);
        assertThatThrownBy(() -> store.pull(Moves.transfer(registry, APP), step -> {
                    if (step.current().orElse(0) > 0) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stepsComeOnTheCallersThreadWhoeverReadsTheBody() {
        store.add(APP, image);
        var steps = new ArrayList<ImageProgressStep>();
        var caller = Thread.currentThread();
        var elsewhere = with("writeBlob", arguments -> {
            var body = (HttpBody) arguments[2];
            arguments[2] =
                    HttpBody.of(CompletableFuture.supplyAsync(() -> read(body)).join());
            return result -> result;
        });

        store.push(Moves.transfer(elsewhere, APP), step -> {
            assertThat(Thread.currentThread()).isSameAs(caller);
            steps.add(step);
        });

        assertThat(steps)
                .extracting(ImageProgressStep::status)
                .containsExactly(LayerStatus.WAITING, LayerStatus.TRANSFERRING, LayerStatus.DONE);
    }

    private static byte[] read(HttpBody body) {
        assertThat(body.replayable()).isTrue();
        try (var in = body.open()) {
            var first = in.read();
            var rest = in.readAllBytes();
            var all = new byte[rest.length + 1];
            all[0] = (byte) first;
            System.arraycopy(rest, 0, all, 1, rest.length);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
