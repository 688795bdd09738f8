package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * An authority and certificates from it, made for the run by the JDK's {@code keytool} and held in memory: {@code server}
 * for 127.0.0.1 and localhost, {@code elsewhere} for another host, and {@code client}.
 */
public final class Certificates {
    /** Not left to the loading of a class, which would pin a virtual thread while keytool is waited for. */
    private static final ReentrantLock MAKING = new ReentrantLock();

    private static @Nullable Certificates made;

    private final KeyStore keys;
    private final char[] password;

    private Certificates(KeyStore keys, char[] password) {
        this.keys = keys;
        this.password = password;
    }

    /**
     * Makes them once for the whole Java virtual machine, since keytool takes its time.
     *
     * @return always the same
     * @throws IllegalStateException if there is no keytool, or it fails
     */
    public static Certificates made() {
        MAKING.lock();
        try {
            var known = made;
            if (known == null) {
                known = make();
                made = known;
            }
            return known;
        } finally {
            MAKING.unlock();
        }
    }

    private static Certificates make() {
        try {
            var folder = Files.createTempDirectory("apolo-images-keys-");
            try {
                return makeIn(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keytool has made no certificates", e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static Certificates makeIn(Path folder) throws IOException, GeneralSecurityException {
        var password = new BigInteger(128, new SecureRandom()).toString(36);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var secret = Files.createFile(folder.resolve("secret"), owner);
        Files.writeString(secret, password);
        var file = folder.resolve("keys.p12");
        keytool(file, secret, "authority", "-ext", "bc:c");
        keytool(file, secret, "server", "-signer", "authority", "-ext", "san=ip:127.0.0.1,dns:localhost");
        keytool(file, secret, "elsewhere", "-signer", "authority", "-ext", "san=dns:elsewhere.example");
        keytool(file, secret, "client", "-signer", "authority");
        return new Certificates(KeyStore.getInstance(file.toFile(), password.toCharArray()), password.toCharArray());
    }

    private static void keytool(Path file, Path secret, String alias, String... more) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass:file",
                secret.toString()));
        command.addAll(Arrays.asList(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool has failed: " + told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while keytool was at work", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Trusts the authority, and no other.
     *
     * @return a new trust manager
     * @throws GeneralSecurityException if the Java platform cannot make one
     */
    public X509TrustManager trust() throws GeneralSecurityException {
        return trust("authority");
    }

    /**
     * Trusts nobody that is there.
     *
     * @return a new trust manager
     * @throws GeneralSecurityException if the Java platform cannot make one
     */
    public X509TrustManager trustInAnother() throws GeneralSecurityException {
        return trust("client");
    }

    private X509TrustManager trust(String alias) throws GeneralSecurityException {
        var store = emptyStore();
        store.setCertificateEntry(alias, keys.getCertificate(alias));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509TrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException("An empty store cannot be made", e);
        }
        return store;
    }

    /**
     * Proves to be one of those that certificates were made for.
     *
     * @param alias {@code server}, {@code elsewhere} or {@code client}
     * @return new key managers
     * @throws GeneralSecurityException if the Java platform cannot make them
     */
    public List<KeyManager> identity(String alias) throws GeneralSecurityException {
        var store = emptyStore();
        store.setKeyEntry(alias, keys.getKey(alias, password), password, keys.getCertificateChain(alias));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return List.of(factory.getKeyManagers());
    }

    /**
     * What a server needs that is one of them.
     *
     * @param alias {@code server} or {@code elsewhere}
     * @return a context that trusts clients with a certificate from the authority
     * @throws GeneralSecurityException if the Java platform cannot make one
     */
    public SSLContext serverContext(String alias) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(identity(alias).toArray(KeyManager[]::new), new TrustManager[] {trust()}, /* random */ null);
        return context;
    }
}
