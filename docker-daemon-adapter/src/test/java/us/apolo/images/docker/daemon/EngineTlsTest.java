package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.LocalImage;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.engine.HostEnvironment;

@Timeout(60)
class EngineTlsTest {
    private static final LocalImage IMAGE = new LocalImage("app", "v1");
    private static final char[] PASSWORD = "changeit".toCharArray();

    /** Made once, since it takes a process each time. */
    @TempDir
    private static Path identities;

    @TempDir
    Path folder;

    /** Of clients that do not like the certificate, or at the end of a test. */
    private final Queue<IOException> refusals = new ConcurrentLinkedQueue<>();

    private @Nullable SSLServerSocket server;

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    /** A key with a certificate that it has signed itself. */
    private static KeyStore identity(String algorithm, String address)
            throws IOException, GeneralSecurityException, InterruptedException {
        var file = identities.resolve(algorithm + address);
        if (!Files.exists(file)) {
            make(algorithm, address, file);
        }
        try (var content = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(content, PASSWORD);
            store.setCertificateEntry("client", store.getCertificate("engine"));
            return store;
        }
    }

    private static void make(String algorithm, String address, Path file) throws IOException, InterruptedException {
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "engine",
                        "-dname",
                        "CN=engine",
                        "-keyalg",
                        algorithm,
                        "-ext",
                        "san=ip:" + address,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(identities.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private void serve(KeyStore identity, boolean asksForCertificate) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(identity);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(asksForCertificate);
        server = socket;
        var thread = new Thread(() -> serve(socket), "tls-engine");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (var connection = server.accept()) {
                var input = new BufferedInputStream(connection.getInputStream());
                var status = EngineResponse.line(input, 1000).startsWith("GET /_ping ") ? 200 : 404;
                String line;
                do {
                    line = EngineResponse.line(input, 1000);
                } while (!line.isEmpty());
                connection
                        .getOutputStream()
                        .write(("HTTP/1.1 " + status + " Reason\r\nContent-Length: 0\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                refusals.add(e);
            }
        }
    }

    private DockerDaemon store(String... variables) {
        var port = Objects.requireNonNull(server).getLocalPort();
        var all =
                new HashMap<>(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port, "DOCKER_CERT_PATH", folder.toString()));
        for (var variable : variables) {
            all.put(variable, "1");
        }
        return DockerDaemon.create(LocalDockerConfig.DEFAULT, new HostEnvironment(all, folder, false));
    }

    private void writeCertificate(String file, KeyStore identity) throws IOException, GeneralSecurityException {
        write(file, "CERTIFICATE", identity.getCertificate("engine").getEncoded());
    }

    private void write(String file, String type, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                folder.resolve(file), "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n");
    }

    @Test
    void anEngineWithACertificateOfTheGivenAuthorityIsTrusted() throws Exception {
        var identity = identity("EC", "127.0.0.1");
        serve(identity, false);
        writeCertificate("ca.pem", identity);
        try (var store = store("DOCKER_TLS_VERIFY")) {
            assertThat(store.inspect(IMAGE)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void anEngineThatAsksForACertificateGetsIt(String algorithm) throws Exception {
        var identity = identity(algorithm, "127.0.0.1");
        serve(identity, true);
        writeCertificate("ca.pem", identity);
        writeCertificate("cert.pem", identity);
        var key = (PrivateKey) Objects.requireNonNull(identity.getKey("engine", PASSWORD));
        write("key.pem", "PRIVATE KEY", key.getEncoded());
        try (var store = store("DOCKER_TLS_VERIFY")) {
            assertThat(store.inspect(IMAGE)).isEmpty();
        }
    }

    @Test
    void anEngineThatAsksForACertificateAndGetsNoneIsUnavailable() throws Exception {
        var identity = identity("EC", "127.0.0.1");
        serve(identity, true);
        writeCertificate("ca.pem", identity);
        try (var store = store("DOCKER_TLS_VERIFY")) {
            assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(EngineUnavailableException.class);
        }
    }

    @Test
    void anEngineThatNobodyVouchesForIsNotTrusted() throws Exception {
        serve(identity("EC", "127.0.0.1"), false);
        try (var store = store("DOCKER_TLS_VERIFY")) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("PKIX path building failed");
        }
    }

    @Test
    void anEngineWithTheCertificateOfAnotherIsNotTrusted() throws Exception {
        var identity = identity("EC", "127.0.0.9");
        serve(identity, false);
        writeCertificate("ca.pem", identity);
        try (var store = store("DOCKER_TLS_VERIFY")) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("subject alternative names matching IP address 127.0.0.1");
        }
    }

    @Test
    void withoutVerificationAnyEngineWillDo() throws Exception {
        serve(identity("EC", "127.0.0.9"), false);
        try (var store = store("DOCKER_TLS")) {
            assertThat(store.inspect(IMAGE)).isEmpty();
        }
    }

    @Test
    void anEngineThatWantsTlsAndGetsNoneIsUnavailable() throws Exception {
        serve(identity("EC", "127.0.0.1"), false);
        try (var store = store()) {
            assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(EngineUnavailableException.class);
        }
    }

    @Test
    void filesThatHoldSomethingElseAreNamed() throws Exception {
        serve(identity("EC", "127.0.0.1"), false);
        Files.writeString(folder.resolve("ca.pem"), "not a certificate");
        try (var store = store("DOCKER_TLS_VERIFY")) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining(folder.toString());
        }
    }

    @Test
    void aKeyThatCannotBeReadIsNamed() throws Exception {
        var identity = identity("EC", "127.0.0.1");
        serve(identity, false);
        writeCertificate("cert.pem", identity);
        Files.writeString(folder.resolve("key.pem"), "no key");
        try (var store = store("DOCKER_TLS")) {
            assertThatThrownBy(() -> store.inspect(IMAGE))
                    .isInstanceOf(EngineUnavailableException.class)
                    .hasMessageContaining("key.pem has no private key");
        }
    }
}
