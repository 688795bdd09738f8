package us.apolo.images.oci;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import us.apolo.images.Digest;

/** A digest in the making: of what is written to it. */
final class Hash extends OutputStream {
    static final String SHA256 = "sha256";

    private final String algorithm;
    private final MessageDigest hash;

    private Hash(String algorithm, MessageDigest hash) {
        this.algorithm = algorithm;
        this.hash = hash;
    }

    /** A new one by an algorithm of {@link Layout#ALGORITHMS}. */
    static Hash by(String algorithm) {
        try {
            return new Hash(algorithm, MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256, and this one no " + algorithm, e);
        }
    }

    @Override
    public void write(int one) {
        hash.update((byte) one);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        hash.update(bytes, offset, length);
    }

    /** The digest of all that was written; to be asked for once. */
    Digest digest() {
        return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
    }
}
