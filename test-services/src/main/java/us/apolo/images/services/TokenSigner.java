package us.apolo.images.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.UUID;

/** Signs tokens as Debian's registry wants them: with ES256, and the certificate in the token's head. */
final class TokenSigner {
    private static final Base64.Encoder PART = Base64.getUrlEncoder().withoutPadding();

    private final PrivateKey key;
    private final Certificate certificate;

    private TokenSigner(PrivateKey key, Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /** Makes a key and a certificate for it with the JDK's {@code keytool}. */
    static TokenSigner make() {
        try (var folder = TemporaryFolder.create("keys")) {
            var password = UUID.randomUUID().toString();
            var secret = folder.write("secret", password);
            var file = folder.resolve("keys.p12");
            Command.of(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-keyalg",
                            "EC",
                            "-groupname",
                            "secp256r1",
                            "-alias",
                            "tokens",
                            "-dname",
                            "CN=tokens",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass:file",
                            secret.toString())
                    .run();
            var keys = KeyStore.getInstance(file.toFile(), password.toCharArray());
            return new TokenSigner(
                    (PrivateKey) keys.getKey("tokens", password.toCharArray()), keys.getCertificate("tokens"));
        } catch (IOException | GeneralSecurityException e) {
            throw new ServiceException("keytool has made no key", e);
        }
    }

    /** The certificate as a registry is told it. */
    String certificate() {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(encoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private byte[] encoded() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new ServiceException("A certificate cannot be written", e);
        }
    }

    /** Makes a token of what it claims, in JSON. */
    String sign(String claims) {
        var head = "{\"typ\":\"JWT\",\"alg\":\"ES256\",\"x5c\":[\""
                + Base64.getEncoder().encodeToString(encoded()) + "\"]}";
        var text = part(head) + "." + part(claims);
        try {
            var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return text + "." + PART.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ServiceException("A token cannot be signed", e);
        }
    }

    private static String part(String json) {
        return PART.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
