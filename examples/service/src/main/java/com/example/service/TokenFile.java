package com.example.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.CredentialsUnavailableException;

/**
 * Credentials whose token is in a file, which something else writes anew now and then.
 *
 * <p>The library asks at the start of each operation, and once more when the registry refuses what it got: so the token
 * may change at any time. Nothing has to be remembered here, and therefore nothing can be stale.
 */
final class TokenFile implements CredentialsProvider {
    private final String registry;
    private final String user;
    private final Path file;

    TokenFile(String registry, String user, Path file) {
        this.registry = registry;
        this.user = user;
        this.file = file;
    }

    /** For this registry alone: any other one is asked without credentials. */
    @Override
    public Optional<Credentials> credentials(String asked) {
        if (!asked.equalsIgnoreCase(registry)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Credentials(user, Files.readString(file).strip()));
        } catch (IOException e) {
            // Ends the operation. Without a token there is nothing to try.
            throw new CredentialsUnavailableException("The token cannot be read from " + file, e);
        }
    }
}
