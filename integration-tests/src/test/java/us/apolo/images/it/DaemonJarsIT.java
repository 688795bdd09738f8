package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.X509KeyManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.services.Command;
import us.apolo.images.testkit.wire.Certificates;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/**
 * The daemon adapter with its jars and no others where it would notice last that one is missing: before an engine that
 * wants a certificate, and when things fail.
 */
@Timeout(120)
class DaemonJarsIT {
    private static final String ID = "sha256:" + "ab".repeat(32);

    @TempDir
    Path program = Path.of("");

    @TempDir
    Path certificates = Path.of("");

    private WireServer engine;

    @BeforeEach
    void startEngine() throws IOException, GeneralSecurityException {
        engine = WireServer.builder()
                .tls(Certificates.made().serverContext("server"))
                .clientCertificate()
                .start(DaemonJarsIT::answer);
        var identity = (X509KeyManager) Certificates.made().identity("client").get(0);
        write(
                "ca.pem",
                "CERTIFICATE",
                Certificates.made().trust().getAcceptedIssuers()[0].getEncoded());
        write("cert.pem", "CERTIFICATE", identity.getCertificateChain("client")[0].getEncoded());
        write("key.pem", "PRIVATE KEY", identity.getPrivateKey("client").getEncoded());
    }

    @AfterEach
    void stopEngine() {
        engine.close();
    }

    private void write(String file, String type, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                certificates.resolve(file),
                "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n");
    }

    private static void answer(WireExchange exchange) throws IOException {
        switch (exchange.method() + " " + exchange.path()) {
            case "GET /_ping" -> exchange.respond(200, "OK");
            case "GET /images/registry.example/app:v1/json" ->
                exchange.respond(200, "{\"Id\":\"" + ID + "\",\"Size\":7}");
            case "POST /images/create" -> exchange.respond(500, "{\"message\":\"toomanyrequests: later\"}");
            case "POST /images/registry.example/app/push" ->
                exchange.respond(
                        200,
                        "{\"status\":\"Preparing\",\"id\":\"aa\",\"progressDetail\":{\"units\":\"s\"}}\r\n"
                                + "{\"errorDetail\":{\"message\":\"denied: not yours\"}}");
            case "DELETE /images/registry.example/app:v1" -> exchange.respond(502, "<html>");
            default -> exchange.respond(404, "{\"message\":\"not here\"}");
        }
    }

    private String run(BuiltJars.Way way) {
        var jars = BuiltJars.of("docker-daemon-adapter");
        jars.compile("engine", way, program);
        return Command.of(jars.start("us.apolo.images.engineprobe.EngineProbe", way, program))
                .environment("DOCKER_HOST", "tcp://127.0.0.1:" + engine.port())
                .environment("DOCKER_TLS_VERIFY", "1")
                .environment("DOCKER_CERT_PATH", certificates.toString())
                .timeLimit(Duration.ofMinutes(1))
                .run()
                .output();
    }

    @ParameterizedTest
    @EnumSource
    void speakTlsAndTellFailuresApart(BuiltJars.Way way) {
        assertThat(run(way).lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("inspect Optional[StoredImage[")
                                .contains(ID, "7"),
                        line -> assertThat(line).startsWith("tag ImageNotFoundException: "),
                        line -> assertThat(line)
                                .startsWith("untag TransferFailedException: ")
                                .endsWith(": <html>"),
                        line -> assertThat(line).isEqualTo("step aa"),
                        line -> assertThat(line)
                                .startsWith("push NotAuthorizedException: ")
                                .endsWith("denied: not yours"),
                        line -> assertThat(line)
                                .startsWith("pull RateLimitedException: ")
                                .endsWith("toomanyrequests: later"));
    }

    @ParameterizedTest
    @EnumSource
    void sayWhatIsWrongWithAKey(BuiltJars.Way way) throws IOException {
        write("key.pem", "EC PRIVATE KEY", new byte[] {0x30, 3, 2, 1, 1});
        assertThat(run(way).lines())
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains(" EngineUnavailableException: ", "the private key in ", "cannot be read"));
    }

    @ParameterizedTest
    @EnumSource
    void sayThatTheEngineTurnsAwayWhoHasNoCertificate(BuiltJars.Way way) throws IOException {
        Files.delete(certificates.resolve("cert.pem"));
        assertThat(run(way).lines())
                .hasSize(5)
                .allSatisfy(
                        line -> assertThat(line).contains(" EngineUnavailableException: No container engine answers"));
    }
}
