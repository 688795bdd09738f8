package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.Digest;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;

/** What a connection that fails means, before the answer and in the middle of it. */
class ConnectionTest extends RegistryTest {
    @AfterEach
    void noInterruptIsLeft() {
        var unused = Thread.interrupted();
    }

    static List<Consumer<RegistryPort>> calls() {
        return List.of(
                registry -> registry.manifest(REPOSITORY, TAG),
                registry -> assertThat(registry.tags(REPOSITORY)).isEmpty());
    }

    /** Each call with the image or repository that it is about. */
    static Stream<Arguments> about() {
        var digest = Digest.parse("sha256:" + "a".repeat(64));
        return Stream.of(
                about("HEAD manifest of acme/ml/app:v1", registry -> registry.digest(REPOSITORY, TAG)),
                about("GET manifest of acme/ml/app:v1", registry -> registry.manifest(REPOSITORY, TAG)),
                about(
                        "GET manifest of acme/ml/app@" + digest,
                        registry -> registry.manifest(REPOSITORY, Reference.digest(digest))),
                about(
                        "GET tags of acme/ml/app",
                        registry -> assertThat(registry.tags(REPOSITORY)).isEmpty()),
                about(
                        "GET catalog",
                        registry -> assertThat(registry.repositories(HOST)).isEmpty()),
                about("HEAD blob of acme/ml/app@" + digest, registry -> registry.blobSize(REPOSITORY, digest)),
                about("GET blob of acme/ml/app@" + digest, registry -> registry.readBlob(REPOSITORY, digest, 0)));
    }

    private static Arguments about(String what, Consumer<RegistryPort> call) {
        return Arguments.of(what, call);
    }

    @ParameterizedTest
    @MethodSource("about")
    void theErrorNamesTheImageOrRepositoryThatItIsAbout(String what, Consumer<RegistryPort> call) {
        transport.script(request -> {
            throw new ConnectException("Connection refused");
        });

        assertThatThrownBy(() -> call.accept(registry()))
                .hasMessageContaining(
                        "The connection failed for " + what + " at the registry " + HOST + ": Connection");
    }

    /** Calls whose exchange fails, and calls whose body does. */
    static Stream<Failing> failing() {
        return calls().stream().flatMap(call -> Stream.of(new Failing(call, false), new Failing(call, true)));
    }

    record Failing(Consumer<RegistryPort> call, boolean inBody) {
        void run(ConnectionTest test, Failure failure) {
            test.transport.script(request -> {
                if (!inBody) {
                    throw failure.happen();
                }
                return Answer.status(200).body(failing(failure));
            });
            call.accept(test.registry());
        }

        private static InputStream failing(Failure failure) {
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw failure.happen();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    throw failure.happen();
                }
            };
        }
    }

    private interface Failure {
        IOException happen();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void aBrokenConnectionMakesTheRegistryUnavailable(Failing failing) {
        assertThatThrownBy(() -> failing.run(this, () -> new ConnectException("Connection refused")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContainingAll(HOST, "GET", "Connection refused")
                .hasCauseInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void aTimeLimitMakesTheRegistryUnavailable(Failing failing) {
        assertThatThrownBy(() -> failing.run(this, () -> new SocketTimeoutException("Read timed out")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContainingAll(HOST, "did not answer GET ", " in time");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void anInterruptCancelsAndTheFlagStaysSet(Failing failing) {
        assertThatThrownBy(() -> failing.run(this, ConnectionTest::interrupt))
                .asInstanceOf(type(OperationCancelledException.class))
                .returns(OperationCancelledException.Reason.INTERRUPTED, OperationCancelledException::reason)
                .satisfies(e -> assertThat(e).hasMessageContaining(HOST));
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("failing")
    void aConnectionThatIsNotSecureTellsWhatToDo(Failing failing) {
        assertThatThrownBy(() -> failing.run(this, () -> new SSLHandshakeException("unable to find valid path")))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContainingAll("unable to find valid path", "TLS configuration", "http://");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anInterruptInTheBodyOfAnErrorCancelsToo(Consumer<RegistryPort> call) {
        transport.script(request -> Answer.status(404).body(Failing.failing(ConnectionTest::interrupt)));

        assertThatThrownBy(() -> call.accept(registry())).isInstanceOf(OperationCancelledException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aTimeLimitInTheBodyOfAnErrorLeavesTheError(Consumer<RegistryPort> call) {
        transport.script(request -> Answer.status(503).body(Failing.failing(() -> new SocketTimeoutException("slow"))));

        assertThatThrownBy(() -> call.accept(registry()))
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("503");
    }

    private static InterruptedIOException interrupt() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }
}
