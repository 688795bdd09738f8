package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.login.ApoloLogin;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;

class OptionalLoginTest {
    private static OptionalLogin ofPlatformThatIsNotThere() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new OptionalLogin(
                    ApoloLogin.of(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/api/v1"), "a-token"));
        }
    }

    private static HttpTransport transport() {
        return ServiceLoader.load(HttpTransportProvider.class).stream()
                .filter(provider -> provider.get().name().equals("okhttp"))
                .findFirst()
                .orElseThrow()
                .get()
                .create(HttpTransportConfig.DEFAULT);
    }

    @Test
    void aPlatformThatIsNotReachedIsInNobodysWayWhoDoesNotWantIt() throws IOException {
        var login = ofPlatformThatIsNotThere();
        try (var transport = transport()) {
            assertThat(login.config(transport).clusters()).isEmpty();
            assertThat(login.credentials(transport)).isNotNull();
        }
        assertThat(login.whyMissing()).get().isInstanceOf(RegistryUnavailableException.class);
        assertThatThrownBy(login::details).isSameAs(login.whyMissing().orElseThrow());
    }

    @Test
    void anInterruptIsNoMissingLogin() throws IOException {
        var login = ofPlatformThatIsNotThere();
        try (var transport = transport()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> login.config(transport)).isInstanceOf(OperationCancelledException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(login.whyMissing()).isEmpty();
    }
}
