package us.apolo.images.login;

import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose token it is, by what the token itself says. Nobody verifies that here: the registry goes by the token alone. */
final class AccountName {
    /** What stands in for a name where none is known; the platform's registries do not look at it. */
    static final String STAND_IN = "token";

    private AccountName() {}

    /** The account's name; empty if the token does not tell. */
    static Optional<String> in(String token) {
        var parts = token.split("\\.", -1);
        return parts.length == 3 ? claimed(parts[1]) : Optional.empty();
    }

    private static Optional<String> claimed(String part) {
        try {
            var claims = Json.parse(Base64.getUrlDecoder().decode(part), "the token");
            return Stream.of("identity", "https://platform.neuromation.io/user")
                    .flatMap(claim -> Json.text(claims, claim).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            // Tokens need not be of a form that tells something.
            return Optional.empty();
        }
    }

    /** What goes into HTTP Basic as the user name. */
    static String forBasic(String token) {
        return in(token)
                .filter(name -> name.indexOf(':') < 0 && name.chars().noneMatch(Character::isISOControl))
                .orElse(STAND_IN);
    }
}
