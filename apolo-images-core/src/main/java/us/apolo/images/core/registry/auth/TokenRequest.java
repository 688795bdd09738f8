package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import us.apolo.images.RegistryAnswer;

/**
 * What to ask for, and where, as a challenge has it.
 *
 * @param realm the address, which credentials may go to
 * @param service what the registry is called there; empty if the challenge did not say
 * @param scopes what the token is to allow; empty for nothing in particular
 */
record TokenRequest(URI realm, Optional<String> service, List<String> scopes) {
    /** More scopes than these no call needs. */
    private static final int MAX_SCOPES = 20;

    TokenRequest {
        scopes = List.copyOf(scopes);
    }

    /**
     * Makes a request of a challenge. What it says of scopes counts, since the registry may call the repository by
     * another name there; where it says nothing, what the call needs.
     *
     * @throws IllegalArgumentException if it names no address, or none that credentials may go to
     */
    static TokenRequest of(Challenge challenge, URI registry, Need need) {
        var realm = challenge
                .parameter("realm")
                .map(text -> Realm.parse(text, registry))
                .orElseThrow(() -> new IllegalArgumentException("no address"));
        var scopes = challenge
                .parameter("scope")
                .map(text -> Stream.of(text.split("\\s+", -1)))
                .orElseGet(() -> need.scopes().stream().map(Scope::toString));
        return new TokenRequest(
                realm,
                challenge.parameter("service"),
                scopes.distinct().limit(MAX_SCOPES).toList());
    }

    /** The address with the parameters. */
    URI uri() {
        var parameters = Stream.concat(
                        service.stream().map(text -> "service=" + encoded(text)),
                        scopes.stream().map(text -> "scope=" + encoded(text)))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty()
                ? realm
                : URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + parameters);
    }

    /** The same as a form, for an exchange of a refresh token (RFC 6749, section 6). */
    String form(String refreshToken) {
        return Stream.of(
                        Stream.of("grant_type=refresh_token", "client_id=apolo-images"),
                        service.stream().map(text -> "service=" + encoded(text)),
                        Stream.of(String.join(" ", scopes))
                                .filter(text -> !text.isEmpty())
                                .map(text -> "scope=" + encoded(text)),
                        Stream.of("refresh_token=" + encoded(refreshToken)))
                .flatMap(parts -> parts)
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What is asked for and where, for people. */
    @Override
    public String toString() {
        return "a " + what() + " at " + RegistryAnswer.withoutSecrets(realm);
    }

    /** What is asked for, for people. */
    String what() {
        var what = scopes.isEmpty() ? "token" : "token for " + String.join(" ", scopes);
        return what.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ");
    }
}
