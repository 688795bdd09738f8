package us.apolo.images;

import java.util.Objects;

/**
 * A user name and a password for one registry. On the Apolo platform the password is the access token.
 *
 * <p>An identity token can stand in place of the two: what a login with a token server gives, so that the password need
 * not be kept. By the convention of Docker's logins it is the password of the user {@code <token>}. It is for registries
 * that want tokens, and goes to their token servers alone.
 *
 * @param username the user name; may be empty, has no colon (RFC 7617, section 2)
 * @param password the password or token
 */
public record Credentials(String username, String password) {
    private static final String IDENTITY = "<token>";

    /**
     * Checks the parts.
     *
     * @param username the user name; may be empty, has no colon (RFC 7617, section 2)
     * @param password the password or token
     * @throws IllegalArgumentException if the user name contains a colon, which HTTP Basic cannot carry, or one of the
     *     parts a control character
     */
    public Credentials {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        if (username.indexOf(':') >= 0) {
            throw new IllegalArgumentException("A user name for a registry has no colon");
        }
        if (hasControl(username) || hasControl(password)) {
            throw new IllegalArgumentException("Neither a user name nor a password has control characters");
        }
    }

    /**
     * An identity token.
     *
     * @param token the token, as a login has it
     * @return credentials that are exchanged for tokens
     */
    public static Credentials identityToken(String token) {
        return new Credentials(IDENTITY, token);
    }

    /**
     * Whether this is an identity token.
     *
     * @return true if {@link #password} is one, and no password
     */
    public boolean isIdentityToken() {
        return username.equals(IDENTITY);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }

    /**
     * Names the type and nothing else, so that no log ever holds a secret.
     *
     * @return a text without user name and password
     */
    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
