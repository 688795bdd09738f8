package us.apolo.images;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gives the credentials for a registry.
 *
 * <p>It is asked once for each operation and registry, so that a token that changes while the program runs is picked
 * up, and once more when the registry refuses what it gave. It may be called from several threads at once. What it
 * throws ends the operation.
 */
@FunctionalInterface
public interface CredentialsProvider {
    /**
     * Gives the credentials for one registry.
     *
     * @param registry the registry's authority: host, with {@code :port} where one is stated, for example
     *     {@code registry.example.org:5000}
     * @return the credentials, or empty to ask that registry without any
     */
    Optional<Credentials> credentials(String registry);

    /**
     * Gives credentials in place of ones that the registry has refused with status 401. An implementation that keeps a
     * token renews it here. The default asks {@link #credentials} again.
     *
     * @param registry the registry's authority
     * @param refused what was refused
     * @return new credentials; empty, or equal to the refused ones, if there are no others: then the registry is not
     *     asked again
     */
    default Optional<Credentials> renew(String registry, Credentials refused) {
        return credentials(registry);
    }

    /**
     * Asks every registry without credentials.
     *
     * @return a provider that has none
     */
    static CredentialsProvider anonymous() {
        return registry -> Optional.empty();
    }

    /**
     * One registry's credentials, for that registry alone.
     *
     * @param registry the registry's authority; its address does as well, whose scheme and path play no part, and for
     *     Docker Hub each of its names
     * @param username the user name
     * @param password the password or token
     * @return a provider for that registry
     * @throws InvalidNameException if the registry is no host
     */
    static CredentialsProvider of(String registry, String username, String password) {
        var credentials = new Credentials(username, password);
        return of(registry, () -> credentials);
    }

    /**
     * One registry's credentials, made anew whenever they are asked for, for that registry alone.
     *
     * @param registry the registry's authority; its address does as well, whose scheme and path play no part, and for
     *     Docker Hub each of its names
     * @param supplier gives the credentials of the moment; never null
     * @return a provider for that registry
     * @throws InvalidNameException if the registry is no host
     */
    static CredentialsProvider of(String registry, Supplier<Credentials> supplier) {
        var ours = RegistryAuthority.of(Objects.requireNonNull(registry, "registry"));
        Objects.requireNonNull(supplier, "supplier");
        return asked -> RegistryAuthority.normal(asked).equals(ours) ? Optional.of(supplier.get()) : Optional.empty();
    }

    /**
     * Several providers, asked in turn.
     *
     * @param providers the first one that has credentials for a registry counts
     * @return a provider of what they have
     */
    static CredentialsProvider firstOf(CredentialsProvider... providers) {
        var inTurn = List.of(providers);
        return new CredentialsProvider() {
            @Override
            public Optional<Credentials> credentials(String registry) {
                return first(provider -> provider.credentials(registry));
            }

            @Override
            public Optional<Credentials> renew(String registry, Credentials refused) {
                return first(provider -> provider.renew(registry, refused));
            }

            private Optional<Credentials> first(Function<CredentialsProvider, Optional<Credentials>> question) {
                return inTurn.stream().map(question).flatMap(Optional::stream).findFirst();
            }
        };
    }
}
