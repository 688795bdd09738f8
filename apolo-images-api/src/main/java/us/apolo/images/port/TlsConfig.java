package us.apolo.images.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whom a transport trusts, and who it is. Host names are always checked.
 *
 * @param trust decides which servers are trusted
 * @param identity the keys for servers that ask for a client's certificate; may be empty
 */
public record TlsConfig(X509TrustManager trust, List<KeyManager> identity) {
    /**
     * Copies the list.
     *
     * @param trust decides which servers are trusted
     * @param identity the keys for servers that ask for a client's certificate; may be empty
     */
    public TlsConfig {
        Objects.requireNonNull(trust, "trust");
        identity = List.copyOf(identity);
    }

    /**
     * Trusts the authorities in a file, and no others.
     *
     * @param certificates a file with one or more certificates in PEM or DER form
     * @return a configuration without an identity
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if it has no certificate, or a damaged one
     */
    public static TlsConfig trusting(Path certificates) throws IOException {
        try (var in = Files.newInputStream(certificates)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            if (number == 0) {
                throw new IllegalArgumentException("There is no certificate in " + certificates);
            }
            return new TlsConfig(trustManager(store), List.of());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificates in " + certificates + " cannot be used", e);
        }
    }

    private static X509TrustManager trustManager(KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("No X.509 trust manager on this Java platform"));
    }
}
