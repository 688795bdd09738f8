package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file with a private key in PEM, in each of the three ways in which OpenSSL writes keys without a pass phrase: PKCS #8
 * for every kind of key, PKCS #1 for RSA, and SEC 1 for elliptic curves. Java reads the first; the others are the same
 * without the algorithm around them.
 */
record PrivateKeyFile(Path file) {
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN (|RSA |EC )PRIVATE KEY-----\\s++([A-Za-z0-9+/=][A-Za-z0-9+/=\\s]*+)-----END \\1PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    /** AlgorithmIdentifier of RSA: 1.2.840.113549.1.1.1 and NULL. */
    private static final byte[] RSA = {
        0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1, 5, 0
    };

    /** The algorithm of elliptic curves, 1.2.840.10045.2.1. In its identifier the curve follows. */
    private static final byte[] ELLIPTIC_CURVE = {6, 7, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};

    /**
     * Reads the first key in the file.
     *
     * @throws IOException if the file cannot be read or has no such key; the message has nothing of what is in it
     */
    PrivateKey read() throws IOException, GeneralSecurityException {
        var found = KEY.matcher(Files.readString(file));
        if (!found.find()) {
            throw new IOException(file + " has no private key without a pass phrase");
        }
        return key(pkcs8(found.group(1).strip(), decoded(found.group(2))));
    }

    private byte[] decoded(String text) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw broken();
        }
    }

    private IOException broken() {
        return new IOException("the private key in " + file + " cannot be read");
    }

    private byte[] pkcs8(String kind, byte[] content) throws IOException {
        return switch (kind) {
            case "RSA" -> Der.pkcs8(RSA, content);
            case "EC" ->
                Der.pkcs8(Der.sequence(ELLIPTIC_CURVE, Der.curveOfSec1(content).orElseThrow(this::broken)), content);
            default -> content;
        };
    }

    private PrivateKey key(byte[] pkcs8) throws IOException, GeneralSecurityException {
        for (var algorithm : ALGORITHMS) {
            var key = key(KeyFactory.getInstance(algorithm), pkcs8);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw broken();
    }

    private static Optional<PrivateKey> key(KeyFactory factory, byte[] pkcs8) {
        try {
            return Optional.of(factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (InvalidKeySpecException e) {
            // Each factory refuses the keys of the others.
            return Optional.empty();
        }
    }
}
