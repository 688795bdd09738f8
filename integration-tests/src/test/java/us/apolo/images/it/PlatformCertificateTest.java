package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.login.ApoloLogin;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.TlsConfig;
import us.apolo.images.testkit.wire.Certificates;
import us.apolo.images.testkit.wire.WireServer;

/** What a login says of a platform whose certificate is not trusted, by what each transport really throws. */
class PlatformCertificateTest {
    @ParameterizedTest
    @EnumSource
    void aCertificateOfAnUnknownAuthorityIsNamedWithWhatToDo(Transport transport) throws Exception {
        assertRefused(transport, "server", null);
    }

    @ParameterizedTest
    @EnumSource
    void aCertificateForAnotherHostIsNamedWithWhatToDo(Transport transport) throws Exception {
        assertRefused(transport, "elsewhere", new TlsConfig(Certificates.made().trust(), List.of()));
    }

    private static void assertRefused(Transport transport, String identity, @Nullable TlsConfig tls) throws Exception {
        try (var server = WireServer.builder()
                        .tls(Certificates.made().serverContext(identity))
                        .start(exchange -> exchange.respond(200, "{}"));
                var carrier = transport.provider().create(HttpTransportConfig.DEFAULT.withTls(tls))) {
            var login = ApoloLogin.of(URI.create(server.uri() + "/api/v1"), "made-up-token");

            assertThatThrownBy(() -> login.config(carrier))
                    .isInstanceOfSatisfying(
                            RegistryUnavailableException.class,
                            e -> assertThat(e.mayPass()).isFalse())
                    .hasMessageStartingWith(
                            "There is no secure connection for GET " + server.uri() + "/api/v1/config: ")
                    .hasMessageEndingWith(
                            "; if its certificate is one of your own authority, trust that in the TLS configuration")
                    .hasMessageNotContaining("made-up-token");
            assertThat(server.requests()).isZero();
        }
    }
}
