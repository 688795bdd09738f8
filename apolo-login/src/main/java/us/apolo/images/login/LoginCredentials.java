package us.apolo.images.login;

import java.util.Optional;
import java.util.function.Supplier;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.port.HttpTransport;

/** A login's token for the registries of its clusters. For the sake of any other registry nothing is renewed. */
final class LoginCredentials implements CredentialsProvider {
    private final Supplier<LoginSource> source;
    private final HttpTransport transport;

    LoginCredentials(Supplier<LoginSource> source, HttpTransport transport) {
        this.source = source;
        this.transport = transport;
    }

    @Override
    public Optional<Credentials> credentials(String registry) {
        return Libraries.using(() -> {
            var found = source.get();
            var known = found.known(transport);
            return known.credentials(registry)
                    .flatMap(some -> found.current(known, transport).credentials(registry));
        });
    }

    @Override
    public Optional<Credentials> renew(String registry, Credentials refused) {
        return Libraries.using(() -> {
            var found = source.get();
            return found.known(transport)
                    .credentials(registry)
                    .flatMap(known ->
                            found.renewed(refused.password(), transport).credentials(registry));
        });
    }
}
