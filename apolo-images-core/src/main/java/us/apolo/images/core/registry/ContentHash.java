package us.apolo.images.core.registry;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.WatchedInput;

/** Compares content with the digest that it was asked for by. */
final class ContentHash {
    private ContentHash() {}

    static void require(Digest expected, byte[] content, String what) {
        var actual = digest(expected, messageDigest(expected).digest(content));
        if (!actual.equals(expected)) {
            throw new RegistryProtocolException(
                    what + " was asked for as " + expected + ", and what came is " + actual, null, null);
        }
    }

    /** Hashes a stream on the way; its end is an {@link IOException} if the digest is another. */
    static InputStream verifying(Digest expected, InputStream in) {
        return new VerifyingStream(expected, messageDigest(expected), in);
    }

    private static MessageDigest messageDigest(Digest digest) {
        try {
            return switch (digest.algorithm()) {
                case "sha256" -> MessageDigest.getInstance("SHA-256");
                case "sha512" -> MessageDigest.getInstance("SHA-512");
                default ->
                    throw new RegistryProtocolException(
                            "Content under " + digest + " cannot be checked: only sha256 and sha512 can be",
                            null,
                            null);
            };
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks " + digest.algorithm(), e);
        }
    }

    private static Digest digest(Digest expected, byte[] hash) {
        return new Digest(expected.algorithm(), HexFormat.of().formatHex(hash));
    }

    /** Hashes what is read, and reads what is to be skipped. */
    private static final class VerifyingStream extends WatchedInput {
        private final Digest expected;
        private final MessageDigest hash;
        private @Nullable Digest actual;

        VerifyingStream(Digest expected, MessageDigest hash, InputStream in) {
            super(in);
            this.expected = expected;
            this.hash = hash;
        }

        @Override
        protected void passed(long count) {
            // What counts is which bytes they are.
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var count = super.read(buffer, offset, length);
            if (count > 0) {
                hash.update(buffer, offset, count);
            } else if (count < 0) {
                verify();
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            return readNBytes((int) Math.max(0, Math.min(count, 8192))).length;
        }

        private void verify() throws IOException {
            if (actual == null) {
                actual = digest(expected, hash.digest());
            }
            if (!actual.equals(expected)) {
                throw new IOException("The content was asked for as " + expected + ", and what came is " + actual);
            }
        }
    }
}
