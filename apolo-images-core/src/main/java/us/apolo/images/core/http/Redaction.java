package us.apolo.images.core.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import us.apolo.images.Credentials;

/** Strikes secrets out of what a server says: some echo what they were sent, as it is or escaped. Immutable. */
public final class Redaction {
    private static final Redaction NOTHING = new Redaction(Stream.of());

    /** The longest first, since one may be part of another. */
    private final List<String> secrets;

    private Redaction(Stream<String> secrets) {
        this.secrets = secrets.distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /**
     * For what was sent with credentials.
     *
     * @param used the credentials; empty if there were none
     * @return strikes out the password, and what {@code Authorization} makes of both
     */
    public static Redaction of(Optional<Credentials> used) {
        return used.map(NOTHING::and).orElse(NOTHING);
    }

    /**
     * For credentials as well.
     *
     * @param credentials what was sent
     * @return strikes out the password, and what {@code Authorization} makes of both
     */
    public Redaction and(Credentials credentials) {
        return and(credentials.password()).and(basic(credentials));
    }

    /**
     * For one more secret.
     *
     * @param secret as it was sent
     * @return strikes out the secret as well
     */
    public Redaction and(String secret) {
        if (secret.isEmpty()) {
            return this;
        }
        return new Redaction(Stream.concat(secrets.stream(), forms(secret)));
    }

    private static Stream<String> forms(String secret) {
        var inJson = Json.MAPPER.writeValueAsString(secret);
        return Stream.of(
                secret, inJson.substring(1, inJson.length() - 1), URLEncoder.encode(secret, StandardCharsets.UTF_8));
    }

    /**
     * The value of {@code Authorization} behind the scheme {@code Basic}.
     *
     * @param credentials user name and password
     * @return the two in base64
     */
    public static String basic(Credentials credentials) {
        var pair = credentials.username() + ":" + credentials.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Strikes the secrets out.
     *
     * @param text what a server said
     * @return the text with stars in their places
     */
    public String apply(String text) {
        var safe = text;
        for (var secret : secrets) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }
}
