package us.apolo.images.core.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import us.apolo.images.Credentials;

/** Strikes credentials out of what a server says: some echo what they were sent, as it is or escaped. */
final class Redaction {
    private final List<String> secrets;

    private Redaction(List<String> secrets) {
        this.secrets = secrets;
    }

    static Redaction of(Optional<Credentials> used) {
        return new Redaction(used.stream()
                .flatMap(Redaction::forms)
                .filter(secret -> !secret.isEmpty())
                .toList());
    }

    private static Stream<String> forms(Credentials credentials) {
        var password = credentials.password();
        var inJson = Json.MAPPER.writeValueAsString(password);
        return Stream.of(
                basic(credentials),
                password,
                inJson.substring(1, inJson.length() - 1),
                URLEncoder.encode(password, StandardCharsets.UTF_8));
    }

    /** The value of {@code Authorization} behind the scheme. */
    static String basic(Credentials credentials) {
        var pair = credentials.username() + ":" + credentials.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    String apply(String text) {
        var safe = text;
        for (var secret : secrets) {
            safe = safe.replace(secret, "***");
        }
        return safe;
    }
}
