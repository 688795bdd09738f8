package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A door before an engine's socket that speaks TLS and lets nobody in without the right certificate. */
final class TlsDoor implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path socket;
    private final SSLServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private TlsDoor(Path socket, SSLServerSocket server) {
        this.socket = socket;
        this.server = server;
    }

    /**
     * Opens it.
     *
     * @param socket the engine's socket
     * @param folder where {@code ca.pem}, {@code cert.pem} and {@code key.pem} go, with which one is let in
     */
    static TlsDoor open(Path socket, Path folder) throws IOException, GeneralSecurityException, InterruptedException {
        var identity = identity(folder.resolve("identity.p12"));
        var certificate = identity.getCertificate("door").getEncoded();
        write(folder.resolve("ca.pem"), "CERTIFICATE", certificate);
        write(folder.resolve("cert.pem"), "CERTIFICATE", certificate);
        Key key = identity.getKey("door", PASSWORD);
        write(folder.resolve("key.pem"), "PRIVATE KEY", key.getEncoded());
        var door = new TlsDoor(socket, serverSocket(identity));
        door.threads.execute(door::accept);
        return door;
    }

    private static KeyStore identity(Path file) throws IOException, GeneralSecurityException, InterruptedException {
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-dname",
                        "CN=door",
                        "-keyalg",
                        "EC",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        store.setCertificateEntry("client", store.getCertificate("door"));
        return store;
    }

    private static void write(Path file, String label, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n");
    }

    private static SSLServerSocket serverSocket(KeyStore identity) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(identity, PASSWORD);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(identity);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), /* random */ null);
        var server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    String address() {
        return "tcp://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = (SSLSocket) server.accept();
                threads.execute(() -> carry(client));
            } catch (IOException e) {
                // The door is being closed; whoever stands before it finds out.
                return;
            }
        }
    }

    private void carry(SSLSocket client) {
        try (client;
                var engine = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var in = client.getInputStream();
            var toEngine = Channels.newOutputStream(engine);
            threads.execute(() -> copy(in, toEngine, engine));
            copy(Channels.newInputStream(engine), client.getOutputStream(), client);
        } catch (IOException e) {
            // One that was not let in; the command says so.
            return;
        }
    }

    /** Copies to the end, and closes what then has no more use. */
    private static void copy(InputStream in, OutputStream out, AutoCloseable after) {
        try (after) {
            var buffer = new byte[8192];
            for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (Exception e) {
            // One of the two has hung up.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
