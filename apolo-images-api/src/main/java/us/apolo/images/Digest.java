package us.apolo.images;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The digest of a manifest, a layer or another blob: {@code algorithm:encoded}, as in the OCI image specification's
 * section on digests.
 *
 * <p>Any algorithm that the grammar allows can be held; {@code sha256} and {@code sha512} are checked for their length
 * as well.
 *
 * @param algorithm the algorithm, for example {@code sha256}
 * @param encoded the encoded hash; for {@code sha256} 64 lower-case hexadecimal digits
 */
public record Digest(String algorithm, String encoded) {
    private static final Pattern ALGORITHM = Pattern.compile("[a-z0-9]+(?:[+._-][a-z0-9]+)*");
    private static final Pattern ENCODED = Pattern.compile("[a-zA-Z0-9=_-]+");
    private static final int MAX_LENGTH = 256;

    /**
     * Checks the two parts.
     *
     * @param algorithm the algorithm, for example {@code sha256}
     * @param encoded the encoded hash; for {@code sha256} 64 lower-case hexadecimal digits
     * @throws InvalidNameException if they do not make a digest
     */
    public Digest {
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(encoded, "encoded");
        if (!isValid(algorithm, encoded)) {
            throw new InvalidNameException(
                    algorithm + ":" + encoded, "it is not a digest, such as sha256: and 64 hexadecimal digits");
        }
    }

    private static boolean isValid(String algorithm, String encoded) {
        return switch (algorithm) {
            case "sha256" -> encoded.length() == 64 && isHexadecimal(encoded);
            case "sha512" -> encoded.length() == 128 && isHexadecimal(encoded);
            default ->
                algorithm.length() + encoded.length() <= MAX_LENGTH
                        && ALGORITHM.matcher(algorithm).matches()
                        && ENCODED.matcher(encoded).matches();
        };
    }

    private static boolean isHexadecimal(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a digest.
     *
     * @param text {@code algorithm:encoded}
     * @return the digest
     * @throws InvalidNameException if the text is not a digest
     */
    public static Digest parse(String text) {
        var colon = text.indexOf(':');
        if (colon < 0) {
            throw new InvalidNameException(text, "it is not a digest, such as sha256: and 64 hexadecimal digits");
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /**
     * Hashes bytes with SHA-256.
     *
     * @param content what to hash
     * @return the digest of the content
     */
    public static Digest sha256(byte[] content) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(content);
            return new Digest("sha256", HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * The digest as registries write it.
     *
     * @return {@code algorithm:encoded}
     */
    @Override
    public String toString() {
        return algorithm + ":" + encoded;
    }
}
