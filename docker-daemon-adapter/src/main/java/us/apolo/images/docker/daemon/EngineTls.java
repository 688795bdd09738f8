package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How TLS to an engine is to be done. The folder may hold {@code ca.pem}, the authorities to trust instead of the
 * system's, and {@code cert.pem} with {@code key.pem}, to show to the engine.
 *
 * @param folder where the files are; empty if there are none
 * @param verified whether the engine has to prove who it is
 */
record EngineTls(Optional<Path> folder, boolean verified) {
    /** Trusts whom the system trusts, and shows no certificate. */
    static final EngineTls SYSTEM = new EngineTls(Optional.empty(), true);

    /** The stores live in memory alone. */
    private static final char[] NO_PASSWORD = {};

    /**
     * Reads the files.
     *
     * @throws IOException if one cannot be read or used
     */
    SSLContext context() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys(), trust(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the certificates in " + folder.map(Path::toString).orElse("?") + " do not work", e);
        }
    }

    private KeyManager @Nullable [] keys() throws IOException, GeneralSecurityException {
        var certificate = file("cert.pem");
        var key = file("key.pem");
        if (certificate.isEmpty() || key.isEmpty()) {
            return null;
        }
        var store = emptyStore();
        store.setKeyEntry(
                "engine",
                new PrivateKeyFile(key.get()).read(),
                NO_PASSWORD,
                certificates(certificate.get()).toArray(Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trust() throws IOException, GeneralSecurityException {
        if (!verified) {
            return new TrustManager[] {new TrustAnyone()};
        }
        var authorities = file("ca.pem");
        if (authorities.isEmpty()) {
            return null;
        }
        var store = emptyStore();
        var count = 0;
        for (var authority : certificates(authorities.get())) {
            store.setCertificateEntry("ca-" + count++, authority);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private Optional<Path> file(String name) {
        return folder.map(some -> some.resolve(name)).filter(Files::exists);
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (var content = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(content);
        }
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** What {@code docker} does too when a context or {@code DOCKER_TLS} says so. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
