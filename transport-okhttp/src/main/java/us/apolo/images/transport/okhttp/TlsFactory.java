package us.apolo.images.transport.okhttp;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.TlsConfig;

/**
 * What OkHttp needs for TLS. OkHttp checks host names itself.
 *
 * @param sockets makes the sockets
 * @param trust decides which servers are trusted
 */
record TlsFactory(SSLSocketFactory sockets, X509TrustManager trust) {
    /** @throws IllegalArgumentException if the Java platform cannot make a TLS context of it */
    static TlsFactory of(@Nullable TlsConfig config) {
        try {
            return config == null
                    ? new TlsFactory(SSLContext.getDefault().getSocketFactory(), platformTrust())
                    : new TlsFactory(context(config).getSocketFactory(), config.trust());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The TLS configuration cannot be used", e);
        }
    }

    private static SSLContext context(TlsConfig config) throws GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(
                config.identity().toArray(KeyManager[]::new), new TrustManager[] {config.trust()}, /* random */ null);
        return context;
    }

    private static X509TrustManager platformTrust() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("No X.509 trust manager on this Java platform"));
    }
}
